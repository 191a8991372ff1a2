import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of instances. */
export const refusal = refusalsWith({
  'database-found':
    'takes letters, digits, dots, dashes and underscores, at most 63, and starts with a letter or digit',
  'database-new':
    'takes lower-case letters, digits, dashes and underscores, 2 to 63, and starts with a letter or digit',
  'database-reserved': 'is a database of PostgreSQL itself',
  'host-name': 'takes a host name',
  subdomain: 'takes lower-case letters, digits and dashes, at most 63, no dash at either end',
  'without-server-only': 'goes without serverId only',
});
