import { Agent, request } from 'node:http';
import { Client, Pool } from 'pg';
import { v7 } from 'uuid';
import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { compare, megabytes, say } from './print';
import { usageOf } from './usage';
import { startWorker } from './workers';

const SERVERS = 100;
const SLOTS = 10_000;
const CLIENTS = 16;
const SECONDS = 5;
const ROUNDS = 3;

/** POST /instances placing on 100 servers from 16 clients at once, beside the same statements by bare pg. */
export async function benchPlacement(database: BenchDatabase): Promise<void> {
  say(
    `POST /instances, placing on ${String(SERVERS)} servers from ${String(CLIENTS)} clients, beside the same SQL by bare pg`,
  );
  const { env, run } = await database.fresh('placement');
  await run(ENTER_SERVERS, [SERVERS, SLOTS, 'http://127.0.0.1:1/']);
  await run('UPDATE servers SET instance_count = 0');
  await run(`INSERT INTO templates (id, name, code, template_db) VALUES (gen_random_uuid(), 'T', 't', 't')`);
  await run('UPDATE server_probes SET last_check_at = now(), last_result_at = now()');
  await run('ANALYZE');
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  const url = env['DATABASE_URL'] ?? '';
  const pool = new Pool({ connectionString: url, max: CLIENTS });
  try {
    const ids = await catalogIds(url);
    const place = placing(amiral.ready, await logIn(amiral.ready), ids);
    await together(place, 1);
    await together(() => placeBare(pool, ids), 1);
    const sums = { ours: 0, bare: 0 };
    for (let n = 0; n < ROUNDS; n++) {
      sums.ours += await together(place, SECONDS);
      sums.bare += await together(() => placeBare(pool, ids), SECONDS);
    }
    compare('placements', 'a second', sums.ours / ROUNDS, sums.bare / ROUNDS, 0.5);
    say(`    memory: ${megabytes((await usageOf(amiral)).rss)}`);
    say(`    servers overfilled or miscounted: ${await miscounted(url)}`);
  } finally {
    await pool.end();
    await amiral.stop();
  }
}

interface Ids {
  plan: string;
  template: string;
}

/** How often all clients together did `once` a second. */
async function together(once: () => Promise<void>, seconds: number): Promise<number> {
  const began = performance.now();
  let done = 0;
  const client = async () => {
    while (performance.now() - began < seconds * 1000) {
      await once();
      done++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return done / ((performance.now() - began) / 1000);
}

/** One placement over HTTP. The client is as thin as can be, because it shares the machine with what it measures. */
function placing(url: string, token: string, { plan, template }: Ids): () => Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return () =>
    new Promise((resolve, reject) => {
      const body = { ...factsOf(`c-${v7()}`), planId: plan, templateId: template };
      const call = request(`${url}/api/v1/instances`, { method: 'POST', agent, headers });
      call.on('error', reject).on('response', (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 201) resolve();
          else reject(new Error(`a placement was answered with ${String(answer.statusCode)}`));
        });
      });
      call.end(JSON.stringify(body));
    });
}

function factsOf(word: string) {
  return { name: word, customerName: word, customerEmail: 'c@example.com', databaseName: word, subdomain: word };
}

const OFFERED = `WITH plan AS (SELECT archived FROM plans WHERE id = $1 FOR KEY SHARE),
    template AS (SELECT archived FROM templates WHERE id = $2 FOR KEY SHARE)
  SELECT (SELECT archived FROM plan) AS "planId", (SELECT archived FROM template) AS "templateId"`;

/** What InstancesService.create says to PostgreSQL, statement for statement. */
async function placeBare(pool: Pool, { plan, template }: Ids): Promise<void> {
  const client = await pool.connect();
  const id = v7();
  const word = `b-${id}`;
  try {
    await client.query('BEGIN');
    await client.query(OFFERED, [plan, template]);
    const { rows } = await client.query<{ id: string }>('SELECT take_slot(0) AS id');
    await client.query(
      `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, server_id, plan_id, template_id)
       VALUES ($1, $2, $2, 'c@example.com', $2, $2, $3, $4, $5) RETURNING created_at, updated_at`,
      [id, word, rows[0]?.id, plan, template],
    );
    await client.query('INSERT INTO journal SELECT * FROM jsonb_populate_recordset(NULL::journal, $1::jsonb)', [
      JSON.stringify([journalRow(id, word)]),
    ]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function journalRow(id: string, word: string) {
  const changes = Object.entries(factsOf(word)).map(([field, after]) => ({ field, before: null, after }));
  const subject = { subject_type: 'instance', subject_id: id, subject_name: word };
  return { id: v7(), at: new Date(), actor_name: 'bench', action: 'create', ...subject, changes };
}

async function catalogIds(url: string): Promise<Ids> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<Ids>(
      'SELECT (SELECT id FROM plans LIMIT 1) AS plan, (SELECT id FROM templates LIMIT 1) AS template',
    );
    if (!rows[0]) throw new Error('the catalog is empty');
    return rows[0];
  });
}

async function miscounted(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ wrong: string; total: string }>(
      `SELECT count(*) FILTER (WHERE s.instance_count > s.max_instances OR s.instance_count <> coalesce(i.n, 0)) AS wrong,
              sum(i.n) AS total
         FROM servers s LEFT JOIN (SELECT server_id, count(*) AS n FROM instances GROUP BY 1) i ON i.server_id = s.id`,
    );
    return `${rows[0]?.wrong ?? '?'} (${rows[0]?.total ?? '?'} instances placed)`;
  });
}

async function withClient<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return ask(client).finally(() => client.end());
}
