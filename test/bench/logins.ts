import autocannon from 'autocannon';
import { ADMIN, type BenchDatabase } from './database';
import { enterFleet, latenessOf, pause } from './lag';
import { say } from './print';
import { startWorker } from './workers';

const SERVERS = 2_000;
const INTERVAL_SECONDS = 10;
const SETTLE_SECONDS = 15;
const SECONDS = 20;
const CLIENTS = 150;
/** So many people whose password is the administrator's; each second try is one of theirs, the others are strangers'. */
const ENTER_PEOPLE = `INSERT INTO users (id, email, name, role, password_hash)
  SELECT gen_random_uuid(), 'person-' || n || '@example.com', 'Person ' || n, 'user', password_hash
    FROM users, generate_series(0, $1::integer - 1) AS n`;
const GOAL_MS = 250;

interface Answers {
  byStatus: Map<number, number>;
  /** Refusals without a word of when to come again. */
  silent: number;
}

/** Probes on time while everybody logs in at once, none of whom waits before trying again: two passwords are checked at a time. */
export async function benchLogins(database: BenchDatabase): Promise<void> {
  const fleetOf = `${SERVERS.toLocaleString('en-US')} servers every ${String(INTERVAL_SECONDS)} s`;
  say(`Lateness of probes under a flood of logins: ${fleetOf}, ${String(CLIENTS)} clients that try again at once`);
  const { env, run } = await database.fresh('logins');
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  await enterFleet(run, SERVERS, INTERVAL_SECONDS, fleet.ready);
  await run(ENTER_PEOPLE, [CLIENTS]);
  const settings = { HEALTH_INTERVAL_SECONDS: String(INTERVAL_SECONDS), TRUST_PROXY: '127.0.0.1' };
  const amiral = await startWorker<string>('amiral.worker', { ...env, ...settings });
  try {
    await pause(SETTLE_SECONDS);
    await latenessOf(amiral);
    await pause(SECONDS);
    const quiet = await latenessOf(amiral);
    const { byStatus, silent } = await flood(amiral.ready);
    const flooded = await latenessOf(amiral);
    const met = flooded.p99 <= GOAL_MS ? 'met' : 'NOT met';
    say(`  nobody logs in: late p50 ${ms(quiet.p50)}, p99 ${ms(quiet.p99)}, ${String(quiet.probes)} probes`);
    say(
      `  everybody does: late p50 ${ms(flooded.p50)}, p99 ${ms(flooded.p99)} (goal ≤ ${String(GOAL_MS)} ms: ${met}), ${String(flooded.probes)} probes`,
    );
    const counts = [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${String(count)} × ${String(status)}`);
    say(`    answers in ${String(SECONDS)} s: ${counts.join(', ')}; 503 without Retry-After: ${String(silent)}`);
  } finally {
    await amiral.stop();
    await fleet.stop();
  }
}

async function flood(url: string): Promise<Answers> {
  const answers: Answers = { byStatus: new Map(), silent: 0 };
  let tries = 0;
  await autocannon({
    url: `${url}/api/v1/auth/login`,
    connections: CLIENTS,
    duration: SECONDS,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => {
          const n = tries++;
          const who = n % 2 === 0 ? `person-${String((n / 2) % CLIENTS)}` : `nobody-${String(n)}`;
          const pair = { email: `${who}@example.com`, password: ADMIN.password };
          // Each from an address of its own, or all would be one stranger.
          const from = `10.${[n >> 16, n >> 8, n].map((part) => String(part & 255)).join('.')}`;
          return { ...request, headers: { ...request.headers, 'x-forwarded-for': from }, body: JSON.stringify(pair) };
        },
        onResponse: (status, _body, _context, headers) => {
          answers.byStatus.set(status, (answers.byStatus.get(status) ?? 0) + 1);
          const isSilent = !Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'retry-after');
          if (status === 503 && isSilent) answers.silent++;
        },
      },
    ],
  });
  return answers;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
