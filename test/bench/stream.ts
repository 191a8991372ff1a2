import { Client } from 'pg';
import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { compare, say } from './print';
import { usageOf } from './usage';
import { startWorker, type Worker } from './workers';

const READERS = 500;
const CHANGES = 60;
const EVERY_MS = 150;

interface Told {
  /** From the commit to the last of all readers, in ms. */
  late: number[];
  events: number;
  /** CPU of the server, in µs an event. */
  cpu: number;
}

/** A change told to 500 who follow, beside a bare server that does the least for it. */
export async function benchStream(database: BenchDatabase): Promise<void> {
  say(`Changes told to ${String(READERS)} readers, beside bare node:http + LISTEN`);
  const { env, run } = await database.fresh('stream');
  await run(ENTER_SERVERS, [1_000, 100, 'http://127.0.0.1:1/']);
  await run('UPDATE server_probes SET last_check_at = now(), last_result_at = now()');
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  const bare = await startWorker<string>('bare-stream.worker', env);
  try {
    const token = await logIn(amiral.ready);
    const ours = await tell(amiral, env, { BENCH_URL: `${amiral.ready}/api/v1/stream`, BENCH_TOKEN: token });
    const theirs = await tell(bare, env, { BENCH_URL: bare.ready });
    compare('events written', 'per CPU second of the server', 1e6 / ours.cpu, 1e6 / theirs.cpu, null);
    for (const [who, { late, events }] of Object.entries({ ours, bare: theirs })) {
      say(
        `    ${who}: from the commit to the last reader p50 ${rank(late, 0.5)} ms, p99 ${rank(late, 0.99)} ms; ` +
          `${events.toLocaleString('en-US')} of ${(READERS * CHANGES).toLocaleString('en-US')} events came`,
      );
    }
  } finally {
    await amiral.stop();
    await bare.stop();
  }
}

async function tell(server: Worker<string>, env: Record<string, string>, to: Record<string, string>): Promise<Told> {
  const readers = await startWorker<null>('readers.worker', { ...to, BENCH_READERS: String(READERS) });
  const client = new Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  try {
    await pause(1_000);
    const before = await usageOf(server);
    const committed = new Map<number, number>();
    for (let n = 0; n < CHANGES; n++) {
      const { rows } = await client.query<{ version: number }>(
        `UPDATE servers SET version = version + 1 WHERE code = 's-1' RETURNING version`,
      );
      committed.set(rows[0]?.version ?? 0, Date.now());
      await pause(EVERY_MS);
    }
    await pause(1_000);
    const after = await usageOf(server);
    const { heard, events } = await heardBy(readers);
    const late = heard
      .filter(([, { count }]) => count === READERS)
      .map(([version, { last }]) => last - (committed.get(version) ?? last));
    return { late, events, cpu: (after.cpu - before.cpu) / events };
  } finally {
    await client.end();
    await readers.stop();
  }
}

interface Heard {
  heard: [number, { count: number; last: number }][];
  events: number;
}

function heardBy({ process: child }: Worker<null>): Promise<Heard> {
  return new Promise((resolve) => {
    child.once('message', (message) => {
      resolve(message as Heard);
    });
    child.send('heard');
  });
}

function rank(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
