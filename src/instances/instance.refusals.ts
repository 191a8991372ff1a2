import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of instances. */
export const refusal = refusalsWith({
  country: 'takes two capital letters, as FR',
  'database-found':
    'takes letters, digits, dots, dashes and underscores, at most 63, and starts with a letter or digit',
  'database-new':
    'takes lower-case letters, digits, dashes and underscores, 2 to 63, and starts with a letter or digit',
  'database-reserved': 'is a database of PostgreSQL itself',
  'ids-or-filter': 'goes instead of ids: give one of the two',
  'matches-too-many': 'matches more than {most} instances; narrow it',
  'host-name': 'takes a host name',
  language: 'takes a code of Odoo, as fr_FR',
  'names-no-filter': 'takes at least one filter',
  subdomain: 'takes lower-case letters, digits and dashes, at most 63, no dash at either end',
  'with-provision-only': 'goes with provision only',
  'without-server-only': 'goes without serverId only',
});
