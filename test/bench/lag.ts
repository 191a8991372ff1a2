import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { megabytes, say } from './print';
import { usageOf } from './usage';
import { startWorker } from './workers';

const INTERVAL_SECONDS = 60;
const SETTLE_SECONDS = 70;
const MEASURE_SECONDS = 60;

interface Goal {
  servers: number;
  lagMs: number;
  /** Of one core. */
  cpu: number | null;
}

const GOALS: readonly Goal[] = [
  { servers: 20_000, lagMs: 250, cpu: 0.6 },
  { servers: 100_000, lagMs: 1_000, cpu: null },
];

/** How late probes begin when a fleet is watched each minute, everything on this machine: Amiral, PostgreSQL and the fleet. */
export async function benchLag(database: BenchDatabase): Promise<void> {
  say(`Lateness of probes, each server every ${String(INTERVAL_SECONDS)} s, fresh connections, results stored`);
  for (const goal of GOALS) await watch(database, goal);
}

async function watch(database: BenchDatabase, { servers, lagMs, cpu }: Goal): Promise<void> {
  const { env, run } = await database.fresh(`lag_${String(servers)}`);
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  await run(ENTER_SERVERS, [servers, 100, `${fleet.ready}/s/`]);
  // As after a restart: they were probed in the course of the last minute, so they come due in the course of the next.
  const spread = `now() - random() * interval '${String(INTERVAL_SECONDS)} s'`;
  await run(`UPDATE server_probes SET last_check_at = ${spread}, last_result_at = now()`);
  await run('ANALYZE');
  const amiral = await startWorker<string>('amiral.worker', {
    ...env,
    HEALTH_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
    HEALTH_TIMEOUT_SECONDS: '10',
  });
  try {
    const token = await logIn(amiral.ready);
    await pause(SETTLE_SECONDS);
    const before = await usageOf(amiral.process);
    await pause(MEASURE_SECONDS);
    const after = await usageOf(amiral.process);
    const figures = await figuresOf(amiral.ready, token);
    const share = (after.cpu - before.cpu) / (MEASURE_SECONDS * 1e6);
    const { p50, p99, max } = figures.lagMs;
    const met = (is: boolean) => (is ? 'met' : 'NOT met');
    say(
      `  ${servers.toLocaleString('en-US')} servers: late p50 ${String(p50)} ms, p99 ${String(p99)} ms, max ${String(max)} ms ` +
        `(goal p99 ≤ ${String(lagMs)} ms: ${met(p99 <= lagMs)}); ${String(figures.waiting)} waiting`,
    );
    const goal = cpu === null ? '' : ` (goal ≤ ${cpu.toFixed(2)}: ${met(share <= cpu)})`;
    say(`    CPU ${share.toFixed(2)} of one core${goal}, memory ${megabytes(after.rss)}`);
  } finally {
    await amiral.stop();
    await fleet.stop();
  }
}

interface Figures {
  waiting: number;
  lagMs: { p50: number; p99: number; max: number };
}

async function figuresOf(url: string, token: string): Promise<Figures> {
  const response = await fetch(`${url}/api/v1/health/monitor`, { headers: { authorization: `Bearer ${token}` } });
  return (await response.json()) as Figures;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
