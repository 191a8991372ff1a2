import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a span of time. */
export const refusal = refusalsWith({
  'before-to': 'takes a time before `to`',
});
