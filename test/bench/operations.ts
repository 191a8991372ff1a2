import { Pool, type PoolClient } from 'pg';
import { v7 } from 'uuid';
import { BEGIN, CLAIM, SETTLE } from '../../src/operations/ledger.statements';
import type { BenchDatabase } from './database';
import { compare, say } from './print';
import { ask, heard, startWorker, type Worker } from './workers';

const STEPS = 10;
const OPERATIONS = 200;
const ROUNDS = 3;
const CLIENTS = 20;
const PICK_UPS = 200;
const LEASE_MS = 15_000;

/** Operations of ten steps that do nothing, beside the same statements by bare pg; how soon one begins, and is taken over. */
export async function benchOperations(database: BenchDatabase): Promise<void> {
  say(`Operations of ${String(STEPS)} steps that do nothing, beside the same row changes by bare pg`);
  const { env } = await database.fresh('operations');
  const bareDatabase = await database.fresh('operations_bare');
  const pool = new Pool({ connectionString: bareDatabase.env['DATABASE_URL'], max: CLIENTS });
  const amiral = await startWorker<string>('operations.worker', env);
  try {
    await ask(amiral, { run: 100 }, 'run');
    await runBare(pool, 100);
    const seconds = { ours: 0, bare: 0 };
    for (let n = 0; n < ROUNDS; n++) {
      seconds.ours += (await ask<{ run: number }>(amiral, { run: OPERATIONS }, 'run')).run;
      seconds.bare += await runBare(pool, OPERATIONS);
    }
    const all = ROUNDS * OPERATIONS;
    compare('started and ended', 'a second', all / seconds.ours, all / seconds.bare, 0.5);
    tellPickUps((await ask<{ pickUps: number[] }>(amiral, { pickUps: PICK_UPS }, 'pickUps')).pickUps);
    await takeOver(amiral, env);
  } finally {
    await amiral.stop();
    await pool.end();
  }
}

function tellPickUps(ms: number[]): void {
  const sorted = ms.sort((a, b) => a - b);
  const rank = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN;
  const verdict = rank(0.99) <= 50 ? 'met' : 'NOT met';
  say(
    `  begun after the commit that asks for it: ${rank(0.5).toFixed(1)} ms in the middle, one in a hundred ${rank(0.99).toFixed(1)} ms (goal ≤ 50: ${verdict})`,
  );
}

/** One that never ends is in the hands of a process that is killed. */
async function takeOver(first: Worker<string>, env: Record<string, string>): Promise<void> {
  const began = heard(first, 'began');
  await ask(first, { hang: true }, 'hang');
  await began;
  const second = await startWorker<string>('operations.worker', env);
  try {
    const begins = heard(second, 'began');
    first.process.kill('SIGKILL');
    const killed = performance.now();
    await begins;
    const seconds = (performance.now() - killed) / 1000;
    say(
      `  taken over after kill -9: ${seconds.toFixed(1)} s (goal ≤ 20, of which the lease is 15: ${seconds <= 20 ? 'met' : 'NOT met'})`,
    );
  } finally {
    second.process.kill('SIGKILL');
  }
}

const START = `INSERT INTO operations (id, kind, subject_type, subject_id, subject_name, exclusion, priority, requested_by_name, input)
  VALUES ($1, 'inspect', 'instance', $2, 'bench', $3, 1, 'bench', '{}') ON CONFLICT (exclusion) WHERE ended_at IS NULL DO NOTHING`;
const PLAN = `INSERT INTO operation_steps (operation_id, position, name, kind)
  SELECT $1, n, 'step-' || n, 'local' FROM generate_series(0, $2 - 1) n`;
const JOURNAL = 'INSERT INTO journal SELECT * FROM jsonb_populate_recordset(NULL::journal, $1::jsonb)';
const END = `UPDATE operations SET state = 'succeeded', ended_at = clock_timestamp(), owner = NULL, lease_until = NULL, lane = NULL,
  holds_lane = false, secrets = NULL WHERE id = $1 AND owner = $2 AND epoch = $3`;
const NOTIFY = `SELECT pg_notify('amiral_operations', '')`;

/** What the engine says to PostgreSQL for so many operations, statement for statement. @returns s */
async function runBare(pool: Pool, operations: number): Promise<number> {
  const owner = v7();
  const began = performance.now();
  let left = operations;
  const starter = async () => {
    while (left-- > 0) await within(pool, startBare);
  };
  await Promise.all(Array.from({ length: CLIENTS }, starter));
  for (;;) {
    const { rows } = await pool.query<Held>(CLAIM, [owner, ['inspect'], LEASE_MS, 100]);
    if (rows.length === 0) return (performance.now() - began) / 1000;
    await Promise.all(rows.map((held) => carryBare(pool, owner, held)));
  }
}

interface Held {
  id: string;
  epoch: number;
}

async function startBare(client: PoolClient): Promise<void> {
  const [id, subject] = [v7(), v7()];
  await client.query(START, [id, subject, `instance:${subject}`]);
  await client.query(PLAN, [id, STEPS]);
  await client.query(JOURNAL, [journalLine(id, 'start')]);
  await client.query(NOTIFY);
}

async function carryBare(pool: Pool, owner: string, { id, epoch }: Held): Promise<void> {
  const mine = [id, owner, epoch];
  for (let position = 0; position < STEPS; position++) {
    await within(pool, async (client) => {
      await client.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [String(LEASE_MS)]);
      await client.query(BEGIN, [...mine, null, false, position, false]);
      await client.query(SETTLE, [...mine, '{}', null, null, null, position, 'succeeded', null]);
    });
  }
  await within(pool, async (client) => {
    await client.query(END, mine);
    await client.query(JOURNAL, [journalLine(id, 'succeed')]);
    await client.query(NOTIFY);
  });
}

async function within(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await work(client);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function journalLine(id: string, action: string): string {
  const subject = { subject_type: 'operation', subject_id: id, subject_name: 'bench' };
  return JSON.stringify([{ id: v7(), at: new Date(), actor_name: 'bench', action, ...subject, changes: [] }]);
}
