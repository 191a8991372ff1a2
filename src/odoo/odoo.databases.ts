import { DomainError } from '../common/errors';
import { toTransportError, TransportError } from './failures';
import { type Conversation } from './odoo.conversation';
import { databaseDownMessage, isGone, readNames, readRpc, type RpcAnswer } from './odoo.wire';
import { describe } from './reasons';

/** PostgreSQL's own databases: `db_exist` says true for them, but none is ever a customer's. */
const NOT_CUSTOMERS: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);

/**
 * Whether a database exists on a server.
 * @throws DomainError `odoo-bad-answer` (bad-gateway) or `odoo-timeout` (gateway-timeout) with the reason, when the server
 *   does not say so for certain
 */
export async function askDatabaseExists(conversation: Conversation, name: string): Promise<boolean> {
  if (NOT_CUSTOMERS.has(name)) return false;
  try {
    const { answer, status } = await conversation.rpc('db', 'db_exist', [name]);
    if (isGone(answer, status)) return await askByWebList(conversation, name);
    const exists = valueOf(answer);
    if (exists === true) return true;
    if (exists !== false) throw new TransportError('odoo-error', 'Odoo answered neither true nor false.');
    // False is also what it says when PostgreSQL is down, so see that it is not.
    return (await conversation.isPostgresSeen()) ? false : await askByList(conversation, name);
  } catch (error) {
    throw toDomainError(error);
  }
}

/** Odoo lists only what its own role owns, or the one database it is bound to: the last thing to ask. */
async function askByList(conversation: Conversation, name: string): Promise<boolean> {
  const { answer } = await conversation.rpc('db', 'list', []);
  const names = readNames(valueOf(answer));
  if (!names) throw new TransportError('odoo-error', 'Odoo gave no list of databases.');
  return names.includes(name);
}

/** Odoo 20 and later. The list is also empty when PostgreSQL is down, so an empty one needs a second witness. */
async function askByWebList(conversation: Conversation, name: string): Promise<boolean> {
  const reply = await conversation.post('/web/database/list', '{}');
  const names = readNames(valueOf(readRpc(reply)));
  if (!names) throw new TransportError('odoo-error', 'Odoo gave no list of databases.');
  if (names.length > 0) return names.includes(name);
  const database = await conversation.databaseByHealth();
  if (database === 'up') return false;
  throw new TransportError(database === 'down' ? 'database-down' : 'odoo-error', 'Odoo listed no database at all.');
}

/** The value of a result; throws TransportError for anything else. */
function valueOf(answer: RpcAnswer): unknown {
  if (answer.kind === 'result') return answer.value;
  if (answer.kind === 'none') throw answer.failure;
  const down = databaseDownMessage(answer);
  if (down !== null) throw new TransportError('database-down', down);
  throw new TransportError('odoo-error', `${answer.name}: ${answer.message}`);
}

function toDomainError(error: unknown): DomainError {
  const { reason } = toTransportError(error);
  const late = reason === 'timeout' || reason === 'event-loop-late';
  return late
    ? new DomainError(
        'gateway-timeout',
        'odoo-timeout',
        `The Odoo server did not answer in time. ${describe(reason)}`,
        { reason },
      )
    : new DomainError('bad-gateway', 'odoo-bad-answer', `The Odoo server could not be asked. ${describe(reason)}`, {
        reason,
      });
}
