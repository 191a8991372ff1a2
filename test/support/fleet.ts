import { newId } from '../../src/common/clock';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import type { Behaviour } from '../odoo-simulator/options';
import type { TestApp } from './app';

/** What a test looks at of one server. */
export interface Seen {
  id: string;
  state: string;
  reachability: string;
  healthStatus: string;
  failStreak: number;
  lastCheckAt: Date | null;
  lastError: string | null;
}

/**
 * Enters servers behind Amiral's back: in service and seen well just now, or as `columns` says, without a call to any of them.
 * @returns their ids, in the order of `urls`
 */
export async function enterFleet(
  { dataSource }: Pick<TestApp, 'dataSource'>,
  urls: readonly string[],
  columns: Record<string, unknown> = {},
): Promise<string[]> {
  const well = { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy', ...columns };
  const rows = urls.map((url) => ({ id: newId(), name: url, code: newId(), server_url: url, ...well }));
  await dataSource.transaction(async (tx) => {
    const names = Object.keys(rows[0] ?? {}).join(', ');
    await tx.query(
      `INSERT INTO servers (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::servers, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
    await tx.query(
      `UPDATE server_probes SET last_check_at = now(), last_result_at = now(), passing_since = now(), pass_streak = 1,
         is_online = true WHERE server_id = ANY($1)`,
      [rows.map(({ id }) => id)],
    );
  });
  return rows.map(({ id }) => id);
}

/** A simulated fleet in the registry of an Amiral. */
export class WatchedServers {
  private constructor(
    readonly amiral: TestApp,
    readonly odoos: Fleet,
    readonly ids: readonly string[],
  ) {}

  static async start(amiral: TestApp, servers: number, columns: Record<string, unknown> = {}): Promise<WatchedServers> {
    const odoos = await startFleet({ servers });
    return new WatchedServers(amiral, odoos, await enterFleet(amiral, odoos.urls, columns));
  }

  /** The same servers, seen through another process. */
  as(amiral: TestApp): WatchedServers {
    return new WatchedServers(amiral, this.odoos, this.ids);
  }

  /** Changes the servers from one number to another, that one excluded, all at once. */
  async change(from: number, to: number, behaviour: Partial<Behaviour>): Promise<void> {
    await Promise.all(this.ids.slice(from, to).map((_, n) => this.odoos.set(from + n, behaviour)));
  }

  /** In the order they were entered. */
  async seen(): Promise<Seen[]> {
    return this.amiral.dataSource.query<Seen[]>(
      `SELECT s.id, s.state, s.reachability, s.health_status AS "healthStatus", p.fail_streak AS "failStreak",
              p.last_check_at AS "lastCheckAt", p.last_error AS "lastError"
         FROM servers s JOIN server_probes p ON p.server_id = s.id WHERE s.id = ANY($1) ORDER BY array_position($1, s.id)`,
      [this.ids],
    );
  }

  /** How many there are of each state and health, as `active healthy`. */
  async tally(): Promise<Record<string, number>> {
    const tally: Record<string, number> = {};
    for (const { state, healthStatus } of await this.seen()) {
      const word = `${state} ${healthStatus}`;
      tally[word] = (tally[word] ?? 0) + 1;
    }
    return tally;
  }

  /** What the journal has told by this action. */
  async told(action: string): Promise<{ actor_name: string; changes: { field: string; after: unknown }[] }[]> {
    return this.amiral.dataSource.query('SELECT actor_name, changes FROM journal WHERE action = $1 ORDER BY id', [
      action,
    ]);
  }

  stop(): Promise<void> {
    return this.odoos.stop();
  }
}
