import { DomainError } from '../common/errors';
import type { Conversation } from './odoo-conversation';
import { NOBODYS_DATABASE } from './odoo-postgres';
import {
  databaseDown,
  isAccessDenied,
  isEmptyDatabase,
  isForeignDatabase,
  isGone,
  readNames,
  type RpcAnswer,
} from './odoo-wire';
import { AnswerError, explain, toOdooFailure } from './odoo-reasons';

/** What a name stands for on a server: a database of Odoo's, one of something else, or none. */
export type DatabaseStanding = 'odoo' | 'not-odoo' | 'missing';

/** The same, said more closely: `empty` is one of Odoo's role without an Odoo in it, or with one that is half made; `foreign` another's. */
export type NameStanding = 'odoo' | 'empty' | 'foreign' | 'none';

const IN_SHORT: Readonly<Record<NameStanding, DatabaseStanding>> = {
  odoo: 'odoo',
  empty: 'not-odoo',
  foreign: 'not-odoo',
  none: 'missing',
};

/** PostgreSQL's own databases are there, but none is ever a customer's. */
const NOT_CUSTOMERS: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);

/**
 * What a database of this name is on a server.
 * @throws DomainError bad-gateway `database-down` or `odoo-bad-answer`, gateway-timeout `odoo-timeout`, with the reason, when the server
 *   does not say so for certain
 */
export async function askDatabase(conversation: Conversation, name: string): Promise<DatabaseStanding> {
  try {
    return IN_SHORT[await askStanding(conversation, name)];
  } catch (error) {
    throw toDomainError(error);
  }
}

/**
 * What a database of this name is on a server. Up to 19 `common.authenticate` tells all of it, but writes Odoo's signalling tables into a
 * database that Odoo has not made; so it is asked only of names that `db.list` has, that it may not say (`list_db` off), or that cannot be
 * opened anyhow. What is there and not listed is another role's, or outside of `-d`. From 20 there is only `/web/database/list`, which
 * never tells that one is missing.
 * @throws TransportError or AnswerError when the server does not say so for certain
 */
export async function askStanding(conversation: Conversation, name: string): Promise<NameStanding> {
  if (NOT_CUSTOMERS.has(name)) return 'foreign';
  const { answer, status } = await conversation.rpc('db', 'list', []);
  if (isGone(answer, status)) return byWebList(conversation, name);
  const names = isAccessDenied(answer) ? null : namesOf(answer);
  if (names && !names.includes(name) && (await conversation.databaseIsSeen(name)) === true) return 'foreign';
  return byAuthenticate(conversation, name);
}

async function byAuthenticate(conversation: Conversation, name: string): Promise<NameStanding> {
  const { answer } = await conversation.authenticate(name);
  if (isForeignDatabase(answer)) return 'foreign';
  if (isEmptyDatabase(answer)) return 'empty';
  const refusal = databaseDown(answer);
  if (refusal) return byRefusal(conversation, name, refusal);
  const login = valueOf(answer);
  if (login === false || typeof login === 'number') return 'odoo';
  throw new AnswerError('odoo-error', 'Asked to open the database, Odoo answered neither yes nor no.');
}

/** PostgreSQL refuses in the language of its server: what it says of a database that cannot be there tells what it says of missing ones. */
async function byRefusal(
  conversation: Conversation,
  name: string,
  refusal: { message: string; text: string },
): Promise<NameStanding> {
  const missing = databaseDown((await conversation.authenticate(NOBODYS_DATABASE)).answer);
  if (missing?.text.includes(NOBODYS_DATABASE) !== true) throw new AnswerError('database-down', refusal.message);
  if (missing.text.replaceAll(NOBODYS_DATABASE, name) === refusal.text) return 'none';
  throw new AnswerError('odoo-error', `PostgreSQL does not let Odoo in: ${refusal.message}`);
}

/** Obeys `dbfilter` and the Host header, and is empty when PostgreSQL is down: what it leaves out may well be there. */
async function byWebList(conversation: Conversation, name: string): Promise<NameStanding> {
  const names = namesOf(await conversation.webList());
  // With `-d` it is there over a stopped PostgreSQL too.
  if ((await conversation.databaseByHealth()) === 'down') throw new AnswerError('database-down');
  if (names.includes(name)) return 'odoo';
  throw new AnswerError('odoo-error', 'Odoo does not list this database at this address; its dbfilter may hide it.');
}

function namesOf(answer: RpcAnswer): string[] {
  const names = readNames(valueOf(answer));
  if (!names) throw new AnswerError('odoo-error', 'Odoo gave no list of databases.');
  return names;
}

/** The value of a result; throws an OdooFailure for anything else. */
function valueOf(answer: RpcAnswer): unknown {
  if (answer.kind === 'result') return answer.value;
  if (answer.kind === 'none') throw answer.failure;
  const down = databaseDown(answer);
  if (down) throw new AnswerError('database-down', down.message);
  throw new AnswerError('odoo-error', [answer.name, answer.message].filter(Boolean).join(': '));
}

function toDomainError(error: unknown): DomainError {
  const { reason, detail } = toOdooFailure(error);
  const seen = explain(reason, detail);
  const late = { reason, title: 'No answer from the Odoo server in time' };
  const bad = { reason, title: 'Bad answer from the Odoo server' };
  if (reason === 'timeout' || reason === 'event-loop-late') {
    return new DomainError('gateway-timeout', 'odoo-timeout', `The Odoo server did not answer in time. ${seen}`, late);
  }
  if (reason === 'database-down') return new DomainError('bad-gateway', 'database-down', seen, bad);
  return new DomainError('bad-gateway', 'odoo-bad-answer', `The Odoo server could not be asked. ${seen}`, bad);
}
