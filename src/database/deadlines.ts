import type { Client, QueryConfig } from 'pg';
import type { EntityManager } from 'typeorm';

/** How long one statement may take, in milliseconds, by what it is part of: whoever asked for a usual one has gone by then. */
export const STATEMENT_MS = {
  usual: 30_000,
  /** Packing an hour of the fleet's history, rolling up a day of it. */
  history: 600_000,
  /** What takes as long as the database is large: migrations, exports, loading them. */
  whole: 3_600_000,
} as const;

/** A server that is silent ends no statement. On our side it is given up so much later than the server should have done. */
const SILENCE_MS = 5_000;

/** What `pg` says then; it leaves the connection as it is, with the answer still to come. */
const SILENT = 'Query read timeout';

/** The limits of a connection: the server's own for a statement, and ours for a server that says nothing. */
export function limitsFor(statementMs: number) {
  return { statement_timeout: statementMs, query_timeout: statementMs + SILENCE_MS };
}

/**
 * Closes a connection as soon as a statement on it was given up: whoever was given it next would wait behind that one.
 * For the `onConnect` of a pool.
 */
export function closeWhenSilent(client: Client): void {
  const own = Object.getPrototypeOf(client) as { query: (...given: unknown[]) => unknown };
  const look = (error: unknown) => {
    if ((error as Error | null)?.message === SILENT) void client.end();
  };
  const query = (...given: unknown[]) => {
    const callback = given.at(-1);
    if (typeof callback === 'function') {
      given[given.length - 1] = (error: unknown, result: unknown) => {
        look(error);
        (callback as (...answer: unknown[]) => void)(error, result);
      };
    }
    const asked = own.query.apply(client, given);
    if (asked instanceof Promise) asked.catch(look);
    return asked;
  };
  client.query = query as Client['query'];
}

/** Gives each statement that `work` makes in the transaction that long. */
export async function giveTime<T>(tx: EntityManager, statementMs: number, work: () => Promise<T>): Promise<T> {
  const client = (await tx.queryRunner?.connect()) as { connectionParameters: QueryConfig & { query_timeout: number } };
  const usual = client.connectionParameters.query_timeout;
  const { statement_timeout, query_timeout } = limitsFor(statementMs);
  await tx.query(`SELECT set_config('statement_timeout', $1, true)`, [String(statement_timeout)]);
  client.connectionParameters.query_timeout = query_timeout;
  try {
    return await work();
  } finally {
    client.connectionParameters.query_timeout = usual;
  }
}
