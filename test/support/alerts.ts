import { DataSource } from 'typeorm';
import { Evaluator } from '../../src/alerts/evaluation/evaluator.service';
import { Timings } from '../../src/alerts/evaluation/timings';
import { Channel } from '../../src/channels/channel.entity';
import { Notices } from '../../src/channels/notices.service';
import { newId, SystemClock } from '../../src/common/clock';
import { Stopping } from '../../src/common/stopping';
import { dataSourceOptions } from '../../src/database/data-source';
import type { Sealed } from '../../src/database/secrets';
import { ENTITIES } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from './database';
import { enterFleet } from './fleet';

/** What stands in the outbox: the kind of a notice and of how many alerts it speaks. */
export interface ToldNotice {
  kind: string;
  alerts: number;
}

/** The alerts alone on a database of their own: nothing is judged until a test says so, at the time it says. */
export class AlertsBench {
  readonly begin = new Date();
  ids: string[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly evaluator: Evaluator,
  ) {}

  static async start(): Promise<AlertsBench> {
    const database = await createTestDatabase();
    const dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [])).initialize();
    return new AlertsBench(database, dataSource, evaluatorOn(dataSource));
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }

  /** Nothing but so many servers that are well, in a rack or another. */
  async fresh(servers: number): Promise<void> {
    await this.dataSource.query(
      'TRUNCATE notices, notice_receipts, alert_notices, alerts, incidents, silences, maintenance_windows, channels CASCADE',
    );
    await this.enterChannel({ escalation: true });
    await this.dataSource.query('UPDATE health_panic SET frozen = false');
    await this.dataSource.query('DELETE FROM servers');
    const urls = Array.from({ length: servers }, (_, n) => `http://server-${String(n)}.invalid`);
    this.ids = servers === 0 ? [] : await enterFleet(this, urls, { labels: { rack: 'rack-2' } });
  }

  /** A channel that hears of everything unless these facts say otherwise; nobody delivers anything here. */
  async enterChannel(facts: Partial<Channel> = {}): Promise<string> {
    const id = newId();
    const secrets = '' as Sealed;
    await this.dataSource.manager.insert(Channel, { id, name: id, kind: 'webhook', settings: {}, secrets, ...facts });
    return id;
  }

  /** The time of a test, in seconds from its beginning. */
  at(seconds: number): Date {
    return new Date(this.begin.getTime() + seconds * 1000);
  }

  /** Judges at each of these times, in seconds. */
  async look(...times: number[]): Promise<void> {
    for (const seconds of times) await this.evaluator.evaluate(this.at(seconds));
  }

  /** Servers from one number to another, that one excluded, become this, at a time in seconds. */
  async turn(from: number, to: number, columns: Record<string, string>, seconds = 0): Promise<void> {
    const ids = this.ids.slice(from, to);
    const set = Object.keys(columns).map((name, n) => `${name} = $${String(n + 2)}`);
    await this.dataSource.query(`UPDATE servers SET ${set.join(', ')} WHERE id = ANY($1)`, [
      ids,
      ...Object.values(columns),
    ]);
    await this.dataSource.query(
      `UPDATE server_transitions SET at = $2 WHERE id IN (SELECT max(id) FROM server_transitions WHERE server_id = ANY($1) GROUP BY server_id)`,
      [ids, this.at(seconds)],
    );
  }

  down(from: number, to: number, seconds = 0): Promise<void> {
    return this.turn(from, to, { reachability: 'unreachable', health_status: 'critical' }, seconds);
  }

  up(from: number, to: number, seconds = 0): Promise<void> {
    return this.turn(from, to, { reachability: 'reachable', health_status: 'healthy' }, seconds);
  }

  async told(): Promise<ToldNotice[]> {
    return this.dataSource.query<ToldNotice[]>(
      `SELECT kind, jsonb_array_length(alerts) AS alerts FROM notices ORDER BY at, id`,
    );
  }

  rows(table: 'alerts' | 'incidents'): Promise<Record<string, unknown>[]> {
    return this.dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${table} ORDER BY id`);
  }
}

/** Another process' evaluator on the same database. */
export function evaluatorOn(dataSource: DataSource, notices = new Notices()): Evaluator {
  return new Evaluator(dataSource, new SystemClock(), new Timings(), notices, new Stopping());
}
