import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of passwords. */
export const refusal = refusalsWith({
  'named-like-owner': 'is little more than a name or an address: choose one that has nothing to do with you',
  'not-current-password': 'This is not your current password.',
  'too-common': 'is among the first that are tried: choose a longer or less usual one',
});
