import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of addresses that are called. */
export const refusal = refusalsWith({
  'denied-address': 'is a link-local or cloud metadata address, which Amiral never calls',
  'own-address': 'Amiral itself or its database listens there.',
});
