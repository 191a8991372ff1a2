import { Logger } from '@nestjs/common';
import { DatabasesAndDomains1763800000019 } from '../../migrations/1763800000019-names-of-databases-and-domains';
import { newId } from '../../src/common/clock';
import { SharedDomains } from '../../src/instances/shared-domains';
import { InstancesBench } from '../support/instances';

const TAKEN = { driverError: { constraint: 'instances_domain_key' } };
const REFUSED = { driverError: { constraint: 'instances_database_name_check' } };

describe('an upgrade of a fleet in which instances share a domain', () => {
  let bench: InstancesBench;
  let serverId: string;
  const ids: Record<string, string> = {};

  const insert = async (name: string, facts: { domain?: string; state?: string; database?: string } = {}) => {
    const id = (ids[name] = newId());
    await bench.dataSource.query(
      `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, domain, state, server_id, plan_id)
       VALUES ($1, $2, 'C', 'c@example.com', $3, $2, $4, $5, $6, $7)`,
      [id, name, facts.database ?? name, facts.domain ?? null, facts.state ?? 'active', serverId, bench.planId],
    );
    return id;
  };
  const change = (name: string, set: string) =>
    bench.dataSource.query(`UPDATE instances SET ${set} WHERE id = $1`, [ids[name]]);
  const holders = async (domain: string) =>
    (
      await bench.dataSource.query<{ name: string }[]>(
        `SELECT name FROM instances WHERE domain = $1 AND state <> 'terminated' AND NOT domain_shared`,
        [domain],
      )
    ).map(({ name }) => name);

  beforeAll(async () => {
    bench = await InstancesBench.start();
    await bench.fresh();
    serverId = await bench.addServer(10);
    const migration = new DatabasesAndDomains1763800000019();
    const runner = bench.dataSource.createQueryRunner();
    await migration.down(runner);
    await insert('ended', { domain: 'erp.example', state: 'terminated' });
    for (const name of ['first', 'second', 'third']) await insert(name, { domain: 'erp.example' });
    await insert('single', { domain: 'one.example' });
    await insert('system', { database: 'postgres' });
    await migration.up(runner);
    await runner.release();
  });
  afterAll(() => bench.stop());

  it('keeps every domain, and refuses each to whoever comes', async () => {
    const [{ kept }] = await bench.dataSource.query<[{ kept: number }]>(
      `SELECT count(*)::integer AS kept FROM instances WHERE domain = 'erp.example'`,
    );
    expect(kept).toBe(4);
    for (const domain of ['erp.example', 'one.example'])
      await expect(insert('another', { domain })).rejects.toMatchObject(TAKEN);
  });

  it('says at the start who shares, and nothing of others', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await new SharedDomains(bench.dataSource).onApplicationBootstrap();
    const told = warn.mock.calls.map(([text]) => String(text));
    warn.mockRestore();
    const listed = ['first', 'second', 'third'].map((name) => `${name} (${ids[name]})`).join(', ');
    expect(told).toEqual([`Several instances have the domain erp.example: ${listed}. Give all but one another.`]);
  });

  it('lets those who share be edited, and hands the domain to the oldest that is left', async () => {
    await change('second', `notes = 'called', domain = 'erp.example'`);
    await change('first', `domain = 'first.example'`);
    expect(await holders('erp.example')).toEqual(['second']);
    await expect(insert('another', { domain: 'erp.example' })).rejects.toMatchObject(TAKEN);
    await change('second', `state = 'terminated'`);
    expect(await holders('erp.example')).toEqual(['third']);
    await change('third', 'domain = NULL');
    await insert('another', { domain: 'erp.example' });
    expect(await holders('erp.example')).toEqual(['another']);
  });

  it('holds the one that moves away to the rule at once', async () => {
    await expect(change('third', `domain = 'one.example'`)).rejects.toMatchObject(TAKEN);
  });

  it('leaves a database that is no customer nothing but its end', async () => {
    await expect(insert('template', { database: 'template1' })).rejects.toMatchObject(REFUSED);
    await expect(change('system', `notes = 'x'`)).rejects.toMatchObject(REFUSED);
    await change('system', `state = 'terminated'`);
    await insert('dotted', { database: 'PROD_2024.shop-1' });
  });
});
