import { Client } from 'pg';
import { logIn } from './available';
import type { BenchDatabase } from './database';
import { enterFleet, figuresOf, pause, probesOf } from './lag';
import { say } from './print';
import { startWorker, type Worker } from './workers';

const SERVERS = 20_000;
const INTERVAL_SECONDS = 60;
/** A lease of 12 s (`src/health/shards.service.ts`), and its takeover. */
const TAKEOVER_SECONDS = 15;
const DOWN = 10;
const EVEN = SERVERS / INTERVAL_SECONDS;

const OVERDUE = `SELECT EXTRACT(epoch FROM now() - min(p.last_check_at))::double precision - $1 AS seconds
  FROM server_probes p JOIN servers s ON s.id = p.server_id WHERE s.reachability = 'reachable'`;
const TOLD = `SELECT (SELECT count(*)::integer FROM notices) AS notices, (SELECT count(*)::integer FROM alerts) AS alerts`;

interface Bench {
  env: Record<string, string>;
  client: Client;
}

/** Processes that come, share the fleet, are killed and come again: nobody is forgotten, and nobody is told twice. */
export async function benchProcesses(database: BenchDatabase): Promise<void> {
  say(
    `${SERVERS.toLocaleString('en-US')} servers every ${String(INTERVAL_SECONDS)} s, watched by processes that come and go`,
  );
  const { env, run } = await database.fresh('processes');
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  await enterFleet(run, SERVERS, INTERVAL_SECONDS, fleet.ready);
  await run(
    `UPDATE servers SET server_url = 'http://127.0.0.1:1/' || code WHERE code IN (SELECT 's-' || n FROM generate_series(1, $1) n)`,
    [DOWN],
  );
  const client = new Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  const bench = { env: { ...env, HEALTH_INTERVAL_SECONDS: String(INTERVAL_SECONDS) }, client };
  const running: Worker<string>[] = [];
  try {
    await comeAndGo(bench, running);
  } finally {
    await Promise.all(running.map((worker) => worker.stop()));
    await client.end();
    await fleet.stop();
  }
}

async function comeAndGo(bench: Bench, running: Worker<string>[]): Promise<void> {
  const first = await come(bench, running);
  await pause(INTERVAL_SECONDS);
  const second = await startWorker<string>('amiral.worker', bench.env);
  running.push(second);
  await share(first, second);
  say(`    most overdue while both live: ${(await mostOverdue(bench, 10)).toFixed(1)} s`);
  first.process.kill('SIGKILL');
  const late = await mostOverdue(bench, INTERVAL_SECONDS + TAKEOVER_SECONDS);
  const met = late <= TAKEOVER_SECONDS ? 'met' : 'NOT met';
  say(
    `  killed with -9: the most overdue probe of its servers is ${late.toFixed(1)} s late (goal ≤ ${String(TAKEOVER_SECONDS)}, a lease of 12 and its takeover: ${met})`,
  );
  const before = await told(bench);
  await second.stop();
  await come(bench, running);
  await pause(INTERVAL_SECONDS);
  const after = await told(bench);
  const same = after === before ? 'met' : 'NOT met';
  say(
    `  ${String(DOWN)} servers are down: ${before} before the restart, ${after} a minute after it (goal the same: ${same})`,
  );
}

/** Starts a process that finds nobody else, and tells how soon it watches all, and how many it probes in its first seconds. */
async function come({ env }: Bench, running: Worker<string>[]): Promise<Worker<string>> {
  const worker = await startWorker<string>('amiral.worker', env);
  const begun = performance.now();
  running.push(worker);
  const token = await logIn(worker.ready);
  while ((await figuresOf(worker.ready, token)).watching < SERVERS) await pause(0.1);
  const seconds = (performance.now() - begun) / 1000;
  let most = 0;
  let last = await probesOf(worker.ready, token);
  for (let second = 0; second < 10; second++) {
    await pause(1);
    const now = await probesOf(worker.ready, token);
    most = Math.max(most, now - last);
    last = now;
  }
  const met = seconds <= 5 ? 'met' : 'NOT met';
  say(
    `  started: all scheduled ${seconds.toFixed(1)} s after it listens (goal ≤ 5 s: ${met}); at most ${String(most)} probes in one of its first seconds, ${EVEN.toFixed(0)} being even`,
  );
  return worker;
}

async function share(first: Worker<string>, second: Worker<string>): Promise<void> {
  const begun = performance.now();
  const tokens = await Promise.all([logIn(first.ready), logIn(second.ready)]);
  const watched = async () => [
    (await figuresOf(first.ready, tokens[0])).watching,
    (await figuresOf(second.ready, tokens[1])).watching,
  ];
  let [one = 0, two = 0] = await watched();
  const isShared = () => one + two === SERVERS && Math.abs(one - two) <= SERVERS * 0.1;
  while (!isShared() && performance.now() - begun < 60_000) {
    await pause(0.5);
    [one = 0, two = 0] = await watched();
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const apart = Math.max(one, two) / (SERVERS / 2) - 1;
  say(
    `  a second comes: ${String(one)} and ${String(two)} after ${seconds} s, ${(apart * 100).toFixed(1)} % from even (goal ≤ 10: ${apart <= 0.1 ? 'met' : 'NOT met'})`,
  );
}

/** How long after its time a probe was stored, at the worst, in so many seconds from now. */
async function mostOverdue({ client }: Bench, seconds: number): Promise<number> {
  let most = 0;
  for (let second = 0; second < seconds; second++) {
    const { rows } = await client.query<{ seconds: number }>(OVERDUE, [INTERVAL_SECONDS]);
    most = Math.max(most, rows[0]?.seconds ?? 0);
    await pause(1);
  }
  return most;
}

async function told({ client }: Bench): Promise<string> {
  const { rows } = await client.query<{ notices: number; alerts: number }>(TOLD);
  return rows.map(({ notices, alerts }) => `${String(notices)} notices of ${String(alerts)} alerts`).join('');
}
