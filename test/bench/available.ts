import autocannon from 'autocannon';
import { ADMIN, type BenchDatabase, ENTER_SERVERS } from './database';
import { compare, megabytes, say } from './print';
import { usageOf } from './usage';
import { startWorker } from './workers';

const ROUNDS = 4;
const SECONDS = 4;
const CONNECTIONS = 16;

interface Load {
  url: string;
  headers: Record<string, string>;
}

/** GET /servers/available through the whole stack, logged in, beside a bare node:http and pg server with the same statement. */
export async function benchAvailable(database: BenchDatabase): Promise<void> {
  say('GET /servers/available, whole stack and logged in, beside bare node:http + pg prepared');
  const few = await round(database, 1_000);
  const many = await round(database, 100_000);
  compare('100,000 servers beside 1,000, ours', 'requests/s', many, few, 0.8);
}

async function round(database: BenchDatabase, servers: number): Promise<number> {
  const { env, run } = await database.fresh(`available_${String(servers)}`);
  await run(ENTER_SERVERS, [servers, 100, 'http://127.0.0.1:1/']);
  await run('ANALYZE');
  // No probe may disturb: in an hour's time nothing is due.
  await run('UPDATE server_probes SET last_check_at = now(), last_result_at = now()');
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  const bare = await startWorker<string>('bare-available.worker', env);
  try {
    const token = await logIn(amiral.ready);
    const ours = { url: `${amiral.ready}/api/v1/servers/available`, headers: { authorization: `Bearer ${token}` } };
    const theirs = { url: bare.ready, headers: {} };
    await fire(ours, 2);
    await fire(theirs, 2);
    const sums = { ours: 0, bare: 0 };
    for (let n = 0; n < ROUNDS; n++) {
      sums.ours += await fire(ours, SECONDS);
      sums.bare += await fire(theirs, SECONDS);
    }
    compare(`${servers.toLocaleString('en-US')} servers`, 'requests/s', sums.ours / ROUNDS, sums.bare / ROUNDS, 0.6);
    say(`    memory: ours ${megabytes((await usageOf(amiral)).rss)}, bare ${megabytes((await usageOf(bare)).rss)}`);
    return sums.ours / ROUNDS;
  } finally {
    await amiral.stop();
    await bare.stop();
  }
}

/** Requests answered with 200, a second. */
async function fire({ url, headers }: Load, duration: number): Promise<number> {
  const result = await autocannon({ url, headers, duration, connections: CONNECTIONS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${String(result.non2xx)} answers were no success`);
  return result['2xx'] / result.duration;
}

export async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}
