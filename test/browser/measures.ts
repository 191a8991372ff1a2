import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, resolve } from 'node:path';
import type { TestApp } from '../support/app';

const FILE = resolve(__dirname, '../../screenshots/measures.txt');

/** Notes what was measured beside its bound, and fails when it is beyond. */
export function within(what: string, value: number, bound: number, unit: string): void {
  mkdirSync(dirname(FILE), { recursive: true });
  const shown = `${value.toFixed(1)} ${unit}`.padStart(12);
  appendFileSync(FILE, `  ${what.padEnd(66)} ${shown}  (bound ${String(bound)} ${unit})\n`);
  expect({ what, isWithin: value <= bound, value }).toEqual({ what, isWithin: true, value });
}

/** What was noted since it was last asked. */
export function takeMeasures(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return '';
  } finally {
    rmSync(FILE, { force: true });
  }
}

/** How much of an address comes over the wire, in kilobytes of 1,000, when the client takes this encoding alone. */
export async function kilobytes(url: string, encoding: 'gzip' | 'br'): Promise<number> {
  return new Promise((done, failed) => {
    const sent = request(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => {
        const is = answer.headers['content-encoding'];
        // The smallest files are not worth it.
        if (is === encoding || bytes < 1_000) done(bytes / 1_000);
        else failed(new Error(`${url} came as ${String(is)} instead of ${encoding}`));
      });
    });
    sent.on('error', failed).end();
  });
}

const ENTER = `WITH entered AS (
  INSERT INTO servers (id, name, code, description, sequence, server_url, server_ip, server_port, server_username, max_instances,
                       instance_count, labels, lifecycle, reachability, health_status)
  SELECT gen_random_uuid(), 'Production ' || n || ', rack ' || n % 40, 'production-' || n,
         'Customers of the region ' || n % 12 || ', on their own machine since 2019', n,
         'https://odoo-' || n || '.hosting.example', '10.' || n % 200 || '.0.' || n % 250, 443, 'odoo', 50 + n % 100, n % 50,
         jsonb_build_object('site', 'region-' || n % 12, 'rack', 'r' || n % 40), 'active', 'reachable',
         (ARRAY['healthy', 'healthy', 'warning', 'critical'])[1 + n % 4]
    FROM generate_series(1, $1::integer) AS n
  RETURNING id)
SELECT count(*) FROM entered`;

/** Enters so many servers, as they look in earnest. */
export async function enterServers({ dataSource }: TestApp, servers: number): Promise<void> {
  await dataSource.query(ENTER, [servers]);
  await dataSource.query(`UPDATE server_probes SET last_check_at = now(), last_result_at = now(), is_online = true,
    odoo_version = '17.0', response_time_ms = 20 + random() * 400, last_error = CASE WHEN random() < 0.3 THEN 'timeout' END`);
}
