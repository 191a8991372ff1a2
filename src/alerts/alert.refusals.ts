import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of silences and windows. */
export const refusal = refusalsWith({
  'after-from': 'takes a time after from',
  'after-starts-at': 'takes a time after startsAt',
  'local-time': 'takes a local time like 22:30',
  'names-nothing': 'name what it is about: nothing named would hide everything',
  'never-on': 'takes a later time: nothing of it would ever be on',
  'silence-end': 'takes a time to come, after startsAt',
});
