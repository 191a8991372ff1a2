import { Client } from 'pg';
import type { BenchDatabase } from './database';
import { enterFleet, pause } from './lag';
import { megabytes, say } from './print';
import { usageOf } from './usage';
import { startWorker } from './workers';

const SERVERS = 20_000;
const INTERVAL_SECONDS = 30;
const SECONDS = 120;

const FOUND = `SELECT (SELECT count(*)::integer FROM server_transitions WHERE state = 'offline' OR health = 'critical') AS bad,
  (SELECT count(*)::integer FROM notices) AS notices, (SELECT frozen FROM health_panic) AS frozen`;

interface Found {
  bad: number;
  notices: number;
  frozen: boolean;
}

/** All servers stop answering at once, which looks like a fault of our own: none may be called bad, and people are told once. */
export async function benchOutage(database: BenchDatabase): Promise<void> {
  say(`${SERVERS.toLocaleString('en-US')} servers that all time out at once`);
  const { env, run } = await database.fresh('outage');
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  await enterFleet(run, SERVERS, INTERVAL_SECONDS, fleet.ready);
  const settings = { HEALTH_INTERVAL_SECONDS: String(INTERVAL_SECONDS), HEALTH_TIMEOUT_SECONDS: '5' };
  const amiral = await startWorker<string>('amiral.worker', { ...env, ...settings });
  const client = new Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  try {
    await pause(INTERVAL_SECONDS);
    const before = await usageOf(amiral);
    await fetch(`${fleet.ready}/_hang`);
    let most = 0;
    for (let second = 0; second < SECONDS; second += 5) {
      await pause(5);
      most = Math.max(most, (await usageOf(amiral)).rss);
    }
    const { rows } = await client.query<Found>(FOUND);
    say(`  after ${String(SECONDS)} s: ${rows.map(verdictOf).join('')}`);
    say(`    memory ${megabytes(before.rss)} before, at most ${megabytes(most)}`);
  } finally {
    await client.end();
    await amiral.stop();
    await fleet.stop();
  }
}

function verdictOf({ bad, notices, frozen }: Found): string {
  const met = bad === 0 && notices === 1 && frozen ? 'met' : 'NOT met';
  return `${String(bad)} called offline or critical, ${String(notices)} notice, frozen: ${String(frozen)} (goal 0, 1, true: ${met})`;
}
