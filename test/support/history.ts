import { Clock } from '../../src/common/clock';
import { HistoryRetention } from '../../src/history/history-retention.service';
import { readOutcomes } from '../../src/history/outcomes';
import type { ProbeRecord } from '../../src/history/sample';
import { readSeries } from '../../src/history/series';
import { STEPS } from '../../src/history/steps';
import type { TestApp } from './app';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The history of an Amiral, at a time of the test's choice. */
export class HistoryBench {
  readonly retention: HistoryRetention;

  constructor(readonly amiral: TestApp) {
    this.retention = amiral.app.get(HistoryRetention, { strict: false });
  }

  /** As if there had never been a probe. */
  async forget(): Promise<void> {
    for (const part of await this.parts('')) await this.query(`DROP TABLE ${part}`);
    await this.query('DELETE FROM probe_samples');
    await this.query('UPDATE probe_rollup_progress SET rolled_until = NULL, after = NULL');
  }

  async query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.amiral.dataSource.query<Row[]>(sql, values);
  }

  /** One round of the retention, as it comes every minute. */
  async keepAt(now: number): Promise<void> {
    const clock = jest.spyOn(this.amiral.app.get(Clock), 'now').mockReturnValue(new Date(now));
    await this.retention.keep();
    clock.mockRestore();
  }

  /** Keeps a healthy sample each `everyMs` of every server, from `from` to before `to`, with answers between 20 and 60 ms. */
  async fill(serverIds: readonly string[], from: number, to: number, everyMs = MINUTE_MS): Promise<void> {
    await this.query(
      `INSERT INTO probe_samples (server_id, at, response_ms, verdict)
       SELECT id, at + random() * interval '900 ms', round((20 + random() * 40)::numeric, 1)::real, 0
         FROM unnest($1::uuid[]) AS id, generate_series($2::timestamptz, $3::timestamptz - interval '1 ms', $4 * interval '1 ms') AS at`,
      [serverIds, new Date(from), new Date(to), everyMs],
    );
  }

  /** Keeps samples as they are given. */
  async put(serverId: string, outcomes: readonly Partial<ProbeRecord>[]): Promise<void> {
    for (const { at = 0, responseMs = null, verdict = 0, reason = null } of outcomes) {
      await this.query('INSERT INTO probe_samples VALUES ($1, $2, $3, $4, $5)', [
        serverId,
        new Date(at),
        responseMs,
        verdict,
        reason,
      ]);
    }
  }

  async outcomes(serverId: string, from: number, to: number): Promise<ProbeRecord[]> {
    return (await readOutcomes(this.amiral.dataSource.manager, [serverId], from, to)).get(serverId) ?? [];
  }

  /** A server's buckets on the step of so many seconds, of samples that hold for 130 s. */
  async series(serverId: string, from: number, to: number, seconds: number) {
    const step = STEPS.find((one) => one.seconds === seconds) ?? STEPS[0];
    return readSeries(this.amiral.dataSource.manager, { serverId, from, to, step, holdMs: 130_000 }, to);
  }

  /** The parts of the tables whose name begins so, in order. */
  async parts(table: string): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE c.relkind = 'r' AND c.relname ~ ('^probe_.*_[0-9]+$') AND c.relname LIKE $1 || '%' ORDER BY 1`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  async rolledUntil(): Promise<number | undefined> {
    const [row] = await this.query<{ at: Date | null }>('SELECT rolled_until AS at FROM probe_rollup_progress');
    return row?.at?.getTime();
  }
}
