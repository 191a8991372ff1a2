import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { megabytes, say } from './print';
import { usageOf } from './usage';
import { ask, startWorker, type Worker } from './workers';

const SETTLE_SECONDS = 20;
const MEASURE_SECONDS = 60;

interface Case {
  servers: number;
  intervalSeconds: number;
  /** What the 99th percentile may be; null where the case is there for its cost. */
  lagMs: number | null;
  /** Of one core. */
  cpu: number | null;
}

/** The first three make as many probes a second, so that what a probe costs can be compared. */
const CASES: readonly Case[] = [
  { servers: 1_000, intervalSeconds: 3, lagMs: null, cpu: null },
  { servers: 20_000, intervalSeconds: 60, lagMs: 250, cpu: 0.6 },
  { servers: 100_000, intervalSeconds: 300, lagMs: null, cpu: null },
  { servers: 100_000, intervalSeconds: 60, lagMs: 1_000, cpu: null },
];

/** How late probes begin and what they cost, everything on this machine: Amiral, PostgreSQL and the fleet. */
export async function benchLag(database: BenchDatabase): Promise<void> {
  say('Lateness of probes: fresh connections, results stored, Amiral, PostgreSQL and the fleet on this machine');
  for (const each of CASES) await watch(database, each);
}

async function watch(database: BenchDatabase, { servers, intervalSeconds, lagMs, cpu }: Case): Promise<void> {
  const { env, run } = await database.fresh(`lag_${String(servers)}_${String(intervalSeconds)}`);
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  await enterFleet(run, servers, intervalSeconds, fleet.ready);
  const settings = { HEALTH_INTERVAL_SECONDS: String(intervalSeconds), HEALTH_TIMEOUT_SECONDS: '10' };
  const amiral = await startWorker<string>('amiral.worker', { ...env, ...settings });
  try {
    const token = await logIn(amiral.ready);
    await pause(SETTLE_SECONDS);
    const before = await usageOf(amiral);
    const begun = await probesOf(amiral.ready, token);
    await pause(MEASURE_SECONDS);
    const after = await usageOf(amiral);
    const probes = (await probesOf(amiral.ready, token)) - begun;
    const { lagMs: late, waiting } = await figuresOf(amiral.ready, token);
    say(
      `  ${servers.toLocaleString('en-US')} servers every ${String(intervalSeconds)} s: late p50 ${String(late.p50)} ms, p99 ${String(late.p99)} ms, max ${String(late.max)} ms${goal(late.p99, lagMs, 'ms')}; ${String(waiting)} waiting`,
    );
    const share = (after.cpu - before.cpu) / (MEASURE_SECONDS * 1e6);
    const cost = Math.round((after.cpu - before.cpu) / probes);
    say(
      `    CPU ${share.toFixed(2)} of one core${goal(share, cpu, 'of a core')}, ${String(cost)} µs a probe, memory ${megabytes(after.rss)}`,
    );
  } finally {
    await amiral.stop();
    await fleet.stop();
  }
}

/** As after a restart: they were probed in the course of the last interval, so they come due in the course of the next. */
export async function enterFleet(
  run: (sql: string, values?: unknown[]) => Promise<void>,
  servers: number,
  intervalSeconds: number,
  fleet: string,
): Promise<void> {
  await run(ENTER_SERVERS, [servers, 100, `${fleet}/s/`]);
  await run(
    `UPDATE server_probes SET last_check_at = now() - random() * $1 * interval '1 s', last_result_at = now(), pass_streak = 5,
       is_online = true, database_proven = true`,
    [intervalSeconds],
  );
  await run('ANALYZE');
}

function goal(value: number, most: number | null, unit: string): string {
  return most === null ? '' : ` (goal ≤ ${String(most)} ${unit}: ${value <= most ? 'met' : 'NOT met'})`;
}

interface Figures {
  watching: number;
  waiting: number;
  lagMs: { p50: number; p99: number; max: number };
}

/** What a process says of its own monitoring. */
export async function figuresOf(url: string, token: string): Promise<Figures> {
  const response = await fetch(`${url}/api/v1/health/monitor`, { headers: { authorization: `Bearer ${token}` } });
  return (await response.json()) as Figures;
}

/** Probes that a process has made since it began. */
export async function probesOf(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return Number(/^amiral_probe_duration_seconds_count (\d+)/m.exec(await response.text())?.[1]);
}

export function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** How late probes of an `amiral.worker` began, in ms. */
interface Lateness {
  p50: number;
  p99: number;
  probes: number;
}

/** Since it was asked last. */
export async function latenessOf(amiral: Worker<string>): Promise<Lateness> {
  return (await ask<{ lateness: Lateness }>(amiral, 'lateness', 'lateness')).lateness;
}
