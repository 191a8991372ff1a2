import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { readConfig } from '../../src/common/config';
import { dataSourceOptions } from '../../src/database/data-source';
import { Packing } from '../../src/history/packing.service';
import { Rollups } from '../../src/history/rollups.service';
import { logIn } from './available';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { megabytes, say } from './print';
import { startWorker } from './workers';

const SERVERS = 1_000;
const DAYS = 7;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const READS = 20;

/** A probe of every server each minute, of which one in a hundred fails. */
const FILL = `INSERT INTO probe_samples (server_id, at, response_ms, verdict, reason)
  SELECT id, at + random() * interval '1200 ms', CASE WHEN NOT bad THEN round((15 - 30 * ln(1 - random()))::numeric, 1) END,
         bad::integer, CASE WHEN bad THEN 4 END
    FROM (SELECT s.id, at, random() < 0.01 AS bad
            FROM servers s, generate_series($1::timestamptz, $2::timestamptz - interval '1 ms', interval '1 minute') AS at) AS probes`;

const PACKED = `SELECT (SELECT sum(cardinality(offsets_ms)) FROM probe_hours) AS samples, (SELECT count(*) FROM probe_hours) AS rows,
  (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'probe_hours'::regclass) AS bytes`;
const TABLES = `SELECT regexp_replace(relname, '_[0-9]{4,}$', '') AS name, sum(reltuples) AS rows, sum(pg_total_relation_size(oid)) AS bytes
  FROM pg_class WHERE relkind = 'r' AND relname LIKE 'probe_%' AND reltuples > 0 GROUP BY 1 ORDER BY 1`;

/** A week of a fleet, kept as it would be week by week: what it takes, and how long a page of it takes. */
export async function benchHistory(database: BenchDatabase): Promise<void> {
  say(`History of ${String(DAYS)} days of ${SERVERS.toLocaleString('en-US')} servers, probed each minute`);
  const { env, run } = await database.fresh('history');
  await run(ENTER_SERVERS, [SERVERS, 100, 'http://127.0.0.1:1/']);
  await run('UPDATE server_probes SET last_check_at = now(), last_result_at = now()');
  const url = env['DATABASE_URL'] ?? '';
  const dataSource = await new DataSource(dataSourceOptions(url, [], [], 2)).initialize();
  try {
    await fill(dataSource);
    await tell(dataSource);
  } finally {
    await dataSource.destroy();
  }
  await read(env, url);
}

async function fill(dataSource: DataSource): Promise<void> {
  const packing = new Packing(dataSource);
  const rollups = new Rollups(dataSource, readConfig({}), packing);
  const now = Date.now();
  const spent = { packing: 0, rolling: 0 };
  const timed = async (part: keyof typeof spent, work: () => Promise<boolean>) => {
    const start = performance.now();
    while (await work());
    spent[part] += performance.now() - start;
  };
  for (let at = now - DAYS * DAY_MS; at < now; at += HOUR_MS) {
    await packing.prepare(at);
    await dataSource.query(FILL, [new Date(at), new Date(Math.min(at + HOUR_MS, now))]);
    await timed('packing', () => packing.packNext(at));
    await timed('rolling', () => rollups.rollNext(at));
    await rollups.dropOld(at);
  }
  const millions = (DAYS * 1_440 * SERVERS) / 1e6;
  say(`  packing: ${(spent.packing / millions / 1000).toFixed(1)} s a million samples`);
  say(`  rolling up: ${(spent.rolling / DAYS / SERVERS).toFixed(1)} ms a server and day`);
}

async function tell(dataSource: DataSource): Promise<void> {
  await dataSource.query('ANALYZE');
  const ask = (sql: string) => dataSource.query<Record<string, string>[]>(sql);
  for (const { name, rows, bytes } of await ask(TABLES)) {
    say(`    ${name ?? ''}: ${Number(rows).toLocaleString('en-US')} rows, ${megabytes(Number(bytes))}`);
  }
  const [packed] = await ask(PACKED);
  const perMillion = (name: string) => (Number(packed?.[name]) / Number(packed?.['samples'])) * 1e6;
  say(`  packed: ${perMillion('rows').toFixed(0)} rows and ${megabytes(perMillion('bytes'))} a million samples`);
  const [whole] = await ask('SELECT pg_database_size(current_database()) AS bytes');
  say(`  the whole database: ${megabytes(Number(whole?.['bytes']))} (goal ≤ 500 MiB)`);
}

async function read(env: Record<string, string>, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('SELECT id FROM servers LIMIT $1', [READS]);
  await client.end();
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  try {
    const authorization = `Bearer ${await logIn(amiral.ready)}`;
    const since = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
    const pages = {
      'the last 24 hours': 'history',
      'six days of 5 minutes': `history?from=${since(6)}&step=300`,
      '90 days': `history?from=${since(90)}`,
      uptime: 'uptime',
    };
    for (const [title, path] of Object.entries(pages)) {
      const times: number[] = [];
      for (const { id } of rows)
        times.push(await timeOf(`${amiral.ready}/api/v1/servers/${id}/${path}`, authorization));
      times.sort((a, b) => a - b);
      say(`  ${title}: median ${times[times.length >> 1]?.toFixed(0) ?? ''} ms`);
    }
  } finally {
    await amiral.stop();
  }
}

/** How long an answer takes, read to its end, in ms. */
async function timeOf(address: string, authorization: string): Promise<number> {
  const start = performance.now();
  const response = await fetch(address, { headers: { authorization } });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${address}: ${String(response.status)}`);
  return performance.now() - start;
}
