import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of plans and templates. */
export const refusal = refusalsWith({
  archived: 'This {noun} is archived.',
  currency: 'takes an ISO 4217 code of three capitals, for example EUR',
  'each-server-once': 'takes each server once',
  'two-decimals': 'takes at most two decimals',
});
