import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock } from '../common/clock';
import { Config } from '../common/config';
import { invalid, notFound } from '../common/errors';
import { isReadable } from '../common/moment';
import { Server } from '../servers/server.entity';
import type { Bucket } from './buckets';
import type { HistoryPoint, HistoryQuery, HistoryView, UptimeView } from './history.schemas';
import { percentile } from './latency';
import { holdsFor, VERDICTS } from './sample';
import { readSeries } from './series';
import { chooseStep, DAY_MS, type Step, STEPS } from './steps';
import { uptimeOf, WINDOWS } from './uptime';
import { refusal } from './history.refusals';

/** More than anybody reads, and than an answer should carry. */
const MAX_POINTS = 2_000;

/** Reads of what probes found. */
@Injectable()
export class HistoryQueries {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws DomainError 404 when there is no such server for this caller, 422 when the time asked for makes no sense */
  async history(actor: Actor, serverId: string, query: HistoryQuery): Promise<HistoryView> {
    const holdMs = await this.holdOf(actor, serverId);
    const now = this.clock.now().getTime();
    const { from, to, step } = stretchOf(query, now);
    const buckets = await readSeries(this.dataSource.manager, { serverId, from, to, step, holdMs }, now);
    return {
      from: iso(from),
      to: iso(to),
      step: step.seconds,
      points: buckets.map((bucket, n) => toPoint(bucket, from + n * step.ms)),
    };
  }

  /** @throws DomainError 404 when there is no such server for this caller */
  async uptime(actor: Actor, serverId: string): Promise<UptimeView> {
    const holdMs = await this.holdOf(actor, serverId);
    const now = this.clock.now().getTime();
    const [finest, hourly = finest] = STEPS;
    const read = async (step: Step, ms: number) => {
      const to = ceil(now, step);
      const asked = { serverId, from: ceil(now - ms, step), to, step, holdMs };
      return readSeries(this.dataSource.manager, asked, now);
    };
    const [week, quarter] = [await read(finest, 7 * DAY_MS), await read(hourly, 90 * DAY_MS)];
    return {
      windows: WINDOWS.map(({ window, ms }) => {
        const [step, buckets] = ms <= 7 * DAY_MS ? [finest, week] : [hourly, quarter];
        // A window begins with a whole bucket, so it may be a little short.
        const from = ceil(now - ms, step);
        const within = buckets.slice(buckets.length - (ceil(now, step) - from) / step.ms);
        return { window, ...uptimeOf(within, now - from) };
      }),
    };
  }

  /** How long a sample of the server holds, in ms. @throws DomainError 404 */
  private async holdOf(actor: Actor, id: string): Promise<number> {
    const server = await this.dataSource.manager.findOneBy(Server, { id });
    if (!server) throw notFound('server');
    actor.must('read', server, 'server');
    const { healthIntervalSeconds } = server;
    const { health } = this.config;
    return holdsFor(healthIntervalSeconds === null ? health.intervalMs : healthIntervalSeconds * 1000, health);
  }
}

/** From edge to edge of a step. @throws DomainError 422 */
function stretchOf(query: HistoryQuery, now: number) {
  const to = query.to === undefined ? now : Date.parse(query.to);
  const from = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
  if (from >= to) throw invalid('from', refusal('before-to'));
  const step = chooseStep(query.step ?? null, from, to, now);
  if (to - from > MAX_POINTS * step.ms) {
    const steps = `with points of ${String(step.seconds)} s at most ${String((MAX_POINTS * step.ms) / DAY_MS)} days`;
    throw invalid('from', `takes a time nearer to \`to\`, or a larger step: ${steps}`);
  }
  const edges = { from: Math.floor(from / step.ms) * step.ms, to: ceil(to, step), step };
  if (!isReadable(edges.from)) throw invalid('from', 'takes a time whose first point begins in the year 1 or later');
  if (!isReadable(edges.to)) throw invalid('to', 'takes a time whose last point ends in the year 9999 or before');
  return edges;
}

function ceil(at: number, { ms }: Step): number {
  return Math.ceil(at / ms) * ms;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function toPoint({ count, failed, held, sum, max, latencies }: Bucket, at: number): HistoryPoint {
  const known = held.some((ms) => ms > 0);
  const seconds = (verdict: (typeof VERDICTS)[number]) =>
    known ? (held[VERDICTS.indexOf(verdict)] ?? 0) / 1000 : null;
  const answers = latencies.reduce((total, n) => total + n, 0);
  const maxMs = max / 10;
  const share = (part: number) => tenths(percentile(latencies, part, maxMs));
  return {
    at: iso(at),
    count,
    failed,
    okSeconds: seconds('healthy'),
    warningSeconds: seconds('warning'),
    criticalSeconds: seconds('critical'),
    unknownSeconds: seconds('unknown'),
    maintenanceSeconds: seconds('maintenance'),
    averageMs: answers > 0 ? tenths(sum / answers / 10) : null,
    maxMs: answers > 0 ? maxMs : null,
    p50Ms: share(0.5),
    p95Ms: share(0.95),
    p99Ms: share(0.99),
  };
}

/** As finely as probes measure. */
function tenths(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}
