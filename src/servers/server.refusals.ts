import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of servers. */
export const refusal = refusalsWith({
  'ip-address': 'takes an IP address',
  'label-name':
    'takes letters, digits, dots, dashes, slashes and underscores, at most 63, and starts with a letter or digit',
  'server-address': 'takes an http or https address without credentials, query or fragment',
});
