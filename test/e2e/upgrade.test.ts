import { DataSource } from 'typeorm';
import { newId } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { DailyLooks } from '../../src/instances/look/daily-looks.service';
import { Expiries } from '../../src/instances/expiry/expiries.service';
import { Purges } from '../../src/instances/terminate/purges.service';
import { migrate } from '../../src/migrate';
import { ENTITIES, MIGRATIONS } from '../../src/schema';
import { startSimulatedServer } from '../odoo-simulator/simulated-server';
import type { OdooSimulator } from '../odoo-simulator/simulator';
import { eventually, startApp, type TestApp } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ask } from '../support/test-cluster';

/** The last migration of the release that only watched. */
const WATCHING = 'PlacementRefusal1763800000025';
const STATES = ['active', 'active', 'active', 'suspended', 'terminated'];
const NAMES = Array.from({ length: 50 }, (_, n) => `customer-${String(n)}`);
const LAST_YEAR = new Date(Date.now() - 365 * 86_400_000);

/** Takes the schema back to that release. */
async function stepBack(url: string): Promise<void> {
  const dataSource = await new DataSource(dataSourceOptions(url, ENTITIES, MIGRATIONS, 2)).initialize();
  const newest = async () =>
    (await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1'))[0];
  while ((await newest())?.name !== WATCHING) await dataSource.undoLastMigration();
  await dataSource.destroy();
}

describe('an upgrade from a release that only watched, with 50 instances', () => {
  let odoo: OdooSimulator;
  let database: TestDatabase;
  let amiral: TestApp;

  const rows = async () =>
    (await ask(database.url, 'SELECT to_jsonb(i) AS row FROM instances i ORDER BY id')).map(
      ({ row }) => row as unknown as Record<string, unknown>,
    );
  const count = async (table: string) =>
    (await ask(database.url, `SELECT count(*)::text AS n FROM ${table}`))[0]?.['n'] ?? '';

  beforeAll(async () => {
    [odoo, database] = await Promise.all([startSimulatedServer({ databases: NAMES }), createTestDatabase()]);
    await stepBack(database.url);
    const [serverId, planId] = [newId(), newId()];
    await ask(database.url, `INSERT INTO plans (id, name, code) VALUES ($1, 'Plan', 'plan')`, [planId]);
    await ask(
      database.url,
      `INSERT INTO servers (id, name, code, server_url, lifecycle, reachability, health_status, max_instances)
       VALUES ($1, 'One', 'one', $2, 'active', 'reachable', 'healthy', 100)`,
      [serverId, odoo.url],
    );
    for (const [n, name] of NAMES.entries()) {
      await ask(
        database.url,
        `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, state, server_id, plan_id, expires_at,
             activated_at, created_at)
         VALUES ($1, $2, 'C', 'c@example.com', $2, $2, $3, $4, $5, $6, $7, $7)`,
        [newId(), name, STATES[n % STATES.length], serverId, planId, n % 2 ? LAST_YEAR : null, LAST_YEAR],
      );
    }
    await ask(
      database.url,
      `UPDATE servers SET instance_count = (SELECT count(*) FROM instances WHERE state <> 'terminated') WHERE id = $1`,
      [serverId],
    );
  });
  afterAll(async () => {
    await amiral.stop();
    await odoo.stop();
  });

  it('suspends, drops and tells nothing by itself', async () => {
    const before = await rows();
    await migrate(database.url);
    amiral = await startApp({ database });
    for (const table of ['operations', 'alerts', 'notices', 'copies'])
      expect([table, await count(table)]).toEqual([table, '0']);
    const received = odoo.received;
    await eventually(
      () => Promise.resolve(odoo.received - received),
      (probes) => probes > 5,
    );
    // Everything that begins work without being asked.
    await amiral.app.get(Expiries).suspendDue();
    await amiral.app.get(Purges).purgeDue();
    await amiral.app.get(DailyLooks).lookAround();
    for (const table of ['operations', 'alerts', 'notices', 'copies'])
      expect([table, await count(table)]).toEqual([table, '0']);
    expect(await rows()).toEqual(before.map((row) => expect.objectContaining(row) as unknown));
    expect([...odoo.databases].sort()).toEqual([...NAMES].sort());
    const { body } = await amiral.call('GET', '/instances?state=terminated', { as: 'admin' });
    expect(body.items[0]).toMatchObject({ purgeAfter: null });
  });
});
