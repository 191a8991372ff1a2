import type { Conversation, DatabaseState } from './odoo-conversation';
import { type VersionFound, WEB_VERSION_SINCE } from './odoo-version';
import { databaseDown, isPoolFull, readNames, type RpcAnswer } from './odoo-wire';

/** What was found out about a server's PostgreSQL. */
export interface PostgresFound {
  database: DatabaseState;
  /** PostgreSQL's own words, as Odoo hands them on. */
  detail: string | null;
  /** `db_exist ["postgres"]` has been true once, so that false now is worth asking about without a detour. */
  databaseProven: boolean;
}

/** `/web/health?db_server_status=1` says it from this version; 16, 17 and 18 ignore the question. */
const HEALTH_TELLS_SINCE = WEB_VERSION_SINCE;
/** The RPC service `db` went with this version. */
export const NO_DB_SERVICE_SINCE = 20;
/** No database is called so: whoever reads it in a log of PostgreSQL sees why. */
export const NOBODYS_DATABASE = 'amiral_asks_whether_postgresql_answers';

/**
 * Asks whether the PostgreSQL behind an Odoo answers. The cheapest question that cannot be fooled, by version:
 *
 * - from 19 `GET /web/health?db_server_status=1` (28-43 ms, nothing in any log);
 * - up to 18, and where health keeps it to itself up to 19, `db_exist ["postgres"]` (22-40 ms): it opens a connection each time, whatever
 *   `-d`, `db_name`, `dbfilter` and `list_db` say. True is up, and one call is all there is.
 *
 * False may also mean that Odoo's role may not enter `postgres`. Unless it was true before, `db.list` is asked next: with `-d` it echoes the
 * configuration, so `db_exist [first name]` follows. What is still open is told by `common.authenticate` on a database that cannot be there:
 * PostgreSQL names that database when it refuses, in whatever language, and Odoo makes nothing. `version`, plain health, `/web/database/list`
 * and a list alone stay green over a stopped PostgreSQL; a real name in `authenticate` would write into databases that are not Odoo's.
 *
 * A check that fails or runs out of time leaves the database unknown: the version did come.
 * @param proven `databaseProven` of the last outcome
 */
export async function askPostgres(
  conversation: Conversation,
  { version, database }: Pick<VersionFound, 'version' | 'database'>,
  proven: boolean,
): Promise<PostgresFound> {
  if (database !== 'unknown') return found(database, proven);
  // Where only health answers it has been asked, and RPC is shut.
  if (version === null) return found('unknown', proven);
  try {
    if (version.major >= HEALTH_TELLS_SINCE) {
      const seen = await conversation.databaseByHealth();
      if (seen !== 'unknown') return found(seen, proven);
    }
    return version.major >= NO_DB_SERVICE_SINCE ? found('unknown', proven) : await byExistence(conversation, proven);
  } catch {
    return found('unknown', proven);
  }
}

async function byExistence(conversation: Conversation, proven: boolean): Promise<PostgresFound> {
  const seen = await conversation.databaseIsSeen('postgres');
  if (seen === null) return found('unknown', proven);
  if (seen) return found('up', true);
  return proven ? byRefusal(conversation, true, true) : byList(conversation);
}

async function byList(conversation: Conversation): Promise<PostgresFound> {
  const { answer } = await conversation.rpc('db', 'list', []);
  const down = databaseDown(answer);
  if (down !== null) return found('down', false, down.message);
  const names = answer.kind === 'result' ? readNames(answer.value) : null;
  if (names === null) return byRefusal(conversation, false, false);
  const [first] = names;
  // Only PostgreSQL can say that there is none: `-d` always names one.
  if (first === undefined || (await conversation.databaseIsSeen(first)) === true) return found('up', false);
  return byRefusal(conversation, false, true);
}

/** @param suspect whether it counts as down when this does not tell either */
async function byRefusal(conversation: Conversation, proven: boolean, suspect: boolean): Promise<PostgresFound> {
  const { answer } = await conversation.authenticate(NOBODYS_DATABASE);
  const refusal = databaseDown(answer);
  if (refusal?.text.includes(NOBODYS_DATABASE)) return found('up', proven);
  if (refusal !== null) return found('down', proven, refusal.message);
  return found(suspect && !isBusy(answer) ? 'down' : 'unknown', proven);
}

/** Odoo has no connection left for us, or the answer is nobody's: that says nothing about PostgreSQL. */
function isBusy(answer: RpcAnswer): boolean {
  return answer.kind === 'none' || isPoolFull(answer);
}

function found(database: DatabaseState, databaseProven: boolean, detail: string | null = null): PostgresFound {
  return { database, detail, databaseProven };
}
