import { Client } from 'pg';
import { SELECT_SERVER_ROW } from '../../src/servers/servers.queries';
import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { say } from './print';
import { startWorker } from './workers';

const SERVERS = 100_000;
const TIMES = 100;
const GOAL_MS = 50;

/** As they look in earnest: three in a hundred unwell, in an order that people gave, seen by probes. */
const VARY = `UPDATE servers SET sequence = 10 * substr(code, 3)::integer, labels = jsonb_build_object('rack', 'r' || substr(code, 3)::integer % 40),
  health_status = CASE substr(code, 3)::integer % 100 WHEN 0 THEN 'critical' WHEN 1 THEN 'warning' WHEN 2 THEN 'warning' ELSE 'healthy' END WHERE code LIKE 's-%'`;
const SEE = `UPDATE server_probes SET last_check_at = now() - random() * interval '1 minute', last_result_at = now(),
  is_online = random() < 0.99, odoo_version = (ARRAY['16.0', '17.0', '18.0'])[1 + floor(random() * 3)::integer], response_time_ms = 20 + random() * 400`;

/** A list as the API is asked for it, and the same in SQL. */
interface List {
  query: string;
  order?: string;
  where?: string;
  probes?: boolean;
}

const BY_PROBES = [
  'isOnline:is_online',
  'lastCheckAt:last_check_at',
  'responseTimeMs:response_time_ms',
  'odooVersion:odoo_version',
];
const BY_PEOPLE = [
  ...[
    'name:name',
    'code:code',
    'serverUrl:server_url',
    'sequence:sequence',
    'state:state',
    'healthStatus:health_status',
  ],
  ...['instanceCount:instance_count', 'availableCapacity:available_capacity'],
];

const sorted = (names: string, probes: boolean): List[] => {
  const [field = '', column = ''] = names.split(':');
  const from = probes ? 'p' : 's';
  return [
    { query: `sort=${field}`, order: `${from}.${column}${probes ? ' NULLS FIRST' : ''}`, probes },
    { query: `sort=-${field}`, order: `${from}.${column} DESC${probes ? ' NULLS LAST' : ''}`, probes },
  ];
};

const LISTS: List[] = [
  ...BY_PEOPLE.flatMap((names) => sorted(names, false)),
  ...BY_PROBES.flatMap((names) => sorted(names, true)),
  { query: 'state=active&healthStatus=critical', where: `s.state = 'active' AND s.health_status = 'critical'` },
  { query: 'healthStatus=warning&sort=name', where: `s.health_status = 'warning'`, order: 's.name' },
  { query: 'minAvailableCapacity=20', where: 's.available_capacity >= 20' },
  { query: 'label=rack:r7', where: `s.labels @> '{"rack": "r7"}'` },
  { query: 'isOnline=false', where: 'NOT p.is_online', probes: true },
  { query: 'q=99999', where: `strpos(s.search_text, '99999') > 0` },
];

/** GET /servers, a page of 50 of 100,000, whole stack and logged in, beside the same SQL by bare pg. */
export async function benchLists(database: BenchDatabase): Promise<void> {
  say(
    `GET /servers, 50 of ${SERVERS.toLocaleString('en-US')}, one at a time, beside the same SQL by bare pg (goal: p99 ≤ ${String(GOAL_MS)} ms)`,
  );
  const { env, run } = await database.fresh('lists');
  await run(ENTER_SERVERS, [SERVERS, 100, 'http://127.0.0.1:1/']);
  for (const sql of [VARY, SEE, 'VACUUM ANALYZE']) await run(sql);
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  const client = new Client({ connectionString: env['DATABASE_URL'] });
  try {
    await client.connect();
    const headers = { authorization: `Bearer ${await logIn(amiral.ready)}` };
    for (const list of LISTS) {
      const ours = await timed(() => overHttp(`${amiral.ready}/api/v1/servers?perPage=50&${list.query}`, headers));
      const bare = await timed(() => bySql(client, list));
      const verdict = ours.p99 <= GOAL_MS ? 'met' : 'NOT met';
      say(
        `  ${list.query.padEnd(36)} ours p50 ${show(ours.p50)}, p99 ${show(ours.p99)} ms; bare p50 ${show(bare.p50)}, p99 ${show(bare.p99)} ms (${verdict})`,
      );
    }
  } finally {
    await client.end();
    await amiral.stop();
  }
}

const show = (ms: number) => ms.toFixed(1).padStart(5);

async function timed(once: () => Promise<void>): Promise<{ p50: number; p99: number }> {
  for (let n = 0; n < 20; n++) await once();
  const times: number[] = [];
  for (let n = 0; n < TIMES; n++) {
    const began = performance.now();
    await once();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.ceil(times.length * part) - 1] ?? Infinity;
  return { p50: at(0.5), p99: at(0.99) };
}

async function overHttp(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers });
  const { items } = (await answer.json()) as { items?: unknown[] };
  if (!items || items.length === 0) throw new Error(`${url} gave ${String(answer.status)} and no servers`);
}

async function bySql(client: Client, { where = 'true', order = 's.sequence', probes }: List): Promise<void> {
  const servers = 'servers s';
  const both = `${servers} JOIN server_probes p ON p.server_id = s.id`;
  const asked = where.includes('p.') ? both : servers;
  await client.query(`SELECT count(*) FROM ${asked} WHERE NOT s.archived AND ${where}`);
  const { rows } = await client.query<{ id: string }>(
    `SELECT s.id FROM ${probes ? both : servers} WHERE NOT s.archived AND ${where} ORDER BY ${order}, s.sequence, s.code LIMIT 50`,
  );
  await client.query(`${SELECT_SERVER_ROW} WHERE s.id = ANY($1)`, [rows.map(({ id }) => id)]);
}
