import { DataSource } from 'typeorm';
import { CatalogService } from '../../src/catalog/catalog.service';
import { planPolicy } from '../../src/catalog/plan.policy';
import { PlansQueries } from '../../src/catalog/plans.queries';
import { PlansService } from '../../src/catalog/plans.service';
import { templatePolicy } from '../../src/catalog/template.policy';
import { TemplatesQueries } from '../../src/catalog/templates.queries';
import { TemplatesService } from '../../src/catalog/templates.service';
import { newId, SystemClock } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { Journal } from '../../src/journal/journal.service';
import { ENTITIES, MIGRATIONS } from '../../src/schema';
import { actorOf, refusal } from '../support/actors';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { waitingForLocks, withFailingCommits } from '../support/transactions';

let database: TestDatabase;
let dataSource: DataSource;
let plans: PlansService;
let templates: TemplatesService;
const catalog = new CatalogService();
const journal = new Journal(new SystemClock());

const user = actorOf('user', [planPolicy, templatePolicy]);
const manager = actorOf('manager', [planPolicy, templatePolicy]);
const admin = actorOf('admin', [planPolicy, templatePolicy]);

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, MIGRATIONS, 20)).initialize();
  plans = new PlansService(dataSource, new PlansQueries(dataSource), journal, new SystemClock());
  templates = new TemplatesService(dataSource, new TemplatesQueries(dataSource), journal);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const table of ['instances', 'servers', 'plans', 'templates']) await dataSource.query(`DELETE FROM ${table}`);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function addServer(): Promise<string> {
  const id = newId();
  await dataSource.query('INSERT INTO servers (id, name, code, server_url) VALUES ($1, $2, $2, $2)', [id, `s-${id}`]);
  return id;
}

async function addInstance(planId: string, templateId: string | null, state = 'draft'): Promise<void> {
  const id = newId();
  await dataSource.query(
    `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, state, server_id, plan_id, template_id)
     VALUES ($1, 'n', 'n', 'n@example.com', $2, $2, $3, $4, $5, $6)`,
    [id, `d-${id}`, state, await addServer(), planId, templateId],
  );
}

const told = (subjectId: string) =>
  dataSource.query<{ action: string; changes: unknown; actor_id: string }[]>(
    'SELECT action, changes, actor_id FROM journal WHERE subject_id = $1 ORDER BY id',
    [subjectId],
  );

describe('a plan', () => {
  it('keeps prices to the cent and tells the journal numbers', async () => {
    const made = await plans.create(admin, {
      name: 'Pro',
      code: 'pro',
      priceMonthly: 9_999_999_999.99,
      priceYearly: 0.1,
    });
    expect(made).toMatchObject({
      priceMonthly: '9999999999.99',
      priceYearly: '0.10',
      currency: 'EUR',
      instanceCount: 0,
      version: 1,
    });
    await plans.update(manager, made.id, 1, { priceMonthly: 19.9, priceYearly: 0.1 });
    const lines = await told(made.id);
    expect(lines.map(({ action, actor_id }) => [action, actor_id])).toEqual([
      ['create', admin.id],
      ['update', manager.id],
    ]);
    expect(lines[1]?.changes).toEqual([{ field: 'priceMonthly', before: 9_999_999_999.99, after: 19.9 }]);
  });

  it('lets one of two through that have seen the same version, and notices when nothing changes', async () => {
    const { id } = await plans.create(admin, { name: 'Pro', code: 'pro' });
    const both = await Promise.allSettled(['a', 'b'].map((name) => plans.update(manager, id, 1, { name })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const now = await plans.update(manager, id, 2, { code: 'pro' });
    expect(now.version).toBe(2);
    expect(await told(id)).toHaveLength(2);
  });

  it('is not deleted while an instance refers to it, even a terminated one', async () => {
    const { id } = await plans.create(admin, { name: 'Pro', code: 'pro' });
    await addInstance(id, null, 'terminated');
    await addInstance(id, null);
    expect(await new PlansQueries(dataSource).read(id)).toMatchObject({ instanceCount: 2 });
    expect(await refusal(plans.delete(admin, id, null))).toBe('plan-in-use');
    await dataSource.query('DELETE FROM instances');
    expect(await refusal(plans.delete(admin, id, 9))).toBe('changed-meanwhile');
    await plans.delete(admin, id, 1);
    expect((await told(id)).map(({ action }) => action)).toEqual(['create', 'delete']);
  });

  it('is either chosen or deleted, when both are tried at once', async () => {
    const { id } = await plans.create(admin, { name: 'Pro', code: 'pro' });
    let chosen: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const isChosen = new Promise<void>((done) => (chosen = done));
    const mayFinish = new Promise<void>((done) => (finish = done));
    const choosing = dataSource.transaction(async (tx) => {
      await catalog.checkOffered(tx, { planId: id });
      chosen();
      await mayFinish;
      const row = newId();
      await tx.query('INSERT INTO servers (id, name, code, server_url) VALUES ($1, $2, $2, $2)', [row, `s-${row}`]);
      await tx.query(
        `INSERT INTO instances (id, name, customer_name, customer_email, database_name, subdomain, server_id, plan_id)
         VALUES ($1, 'n', 'n', 'n@example.com', 'd', 'd', $1, $2)`,
        [row, id],
      );
    });
    await isChosen;
    const deleting = refusal(plans.delete(admin, id, null));
    await waitingForLocks(dataSource, 1);
    finish();
    await choosing;
    expect(await deleting).toBe('plan-in-use');
  });

  it('asks again on the row who may change it', async () => {
    const { id } = await plans.create(admin, { name: 'Pro', code: 'pro' });
    expect(await refusal(plans.update(user, id, null, { name: 'x' }))).toBe('forbidden');
    expect(await refusal(plans.delete(manager, id, null))).toBe('forbidden');
    expect(await refusal(plans.delete(admin, newId(), null))).toBe('not-found');
  });

  it('has a code of its own', async () => {
    await plans.create(admin, { name: 'Pro', code: 'pro' });
    expect(await refusal(plans.create(admin, { name: 'Pro', code: 'pro' }))).toBe('plans_code_key');
  });
});

describe('a template', () => {
  const given = { name: 'Retail', code: 'retail', templateDb: 'template_retail' };

  it('knows where it is, replaces the list as a whole, and tells the journal so', async () => {
    const [a, b, c] = [await addServer(), await addServer(), await addServer()];
    const made = await templates.create(admin, {
      ...given,
      servers: [
        { serverId: a, state: 'ready' },
        { serverId: b, state: 'pending' },
      ],
    });
    expect(made.servers).toMatchObject([
      { serverId: a, state: 'ready' },
      { serverId: b, state: 'pending' },
    ]);
    const after = [
      { serverId: b, state: 'ready' as const },
      { serverId: c, state: 'failed' as const },
    ];
    expect(await templates.update(manager, made.id, 1, { servers: [...after].reverse() })).toMatchObject({
      servers: after,
      version: 2,
    });
    expect(await templates.update(manager, made.id, 2, { servers: after })).toMatchObject({ version: 2 });
    const lines = await told(made.id);
    expect(lines).toHaveLength(2);
    const before = made.servers.map(({ serverId, state }) => ({ serverId, state }));
    expect(lines[1]?.changes).toEqual([{ field: 'servers', before, after }]);
    expect(await templates.update(manager, made.id, null, { name: 'Shops' })).toMatchObject({
      servers: after,
      version: 3,
    });
    expect(await templates.update(manager, made.id, null, { servers: [] })).toMatchObject({ servers: [] });
  });

  it('names the server that is not there and changes nothing', async () => {
    const known = await addServer();
    const { id } = await templates.create(admin, { ...given, servers: [{ serverId: known, state: 'ready' }] });
    const servers = [known, newId()].map((serverId) => ({ serverId, state: 'pending' as const }));
    const work = templates.update(manager, id, null, { servers, name: 'Other' });
    await expect(work).rejects.toMatchObject({ kind: 'invalid', facts: { errors: [{ field: 'servers.1.serverId' }] } });
    expect(await new TemplatesQueries(dataSource).read(id)).toMatchObject({
      name: 'Retail',
      servers: [{ serverId: known, state: 'ready' }],
    });
  });

  it('is not deleted while an instance refers to it, and takes its places with it', async () => {
    const plan = await plans.create(admin, { name: 'Pro', code: 'pro' });
    const { id } = await templates.create(admin, {
      ...given,
      servers: [{ serverId: await addServer(), state: 'ready' }],
    });
    await addInstance(plan.id, id, 'terminated');
    expect(await refusal(templates.delete(admin, id, null))).toBe('template-in-use');
    await dataSource.query('DELETE FROM instances');
    await templates.delete(admin, id, null);
    expect(await dataSource.query('SELECT * FROM template_servers')).toEqual([]);
  });
});

describe('the journal', () => {
  it('stands or falls with each change', async () => {
    const plan = await plans.create(admin, { name: 'Pro', code: 'pro' });
    const template = await templates.create(admin, { name: 'Retail', code: 'retail', templateDb: 'retail' });
    const works = [
      () => plans.create(admin, { name: 'Other', code: 'other' }),
      () => plans.update(admin, plan.id, null, { name: 'Other' }),
      () => plans.delete(admin, plan.id, null),
      () => templates.create(admin, { name: 'Other', code: 'other', templateDb: 'other' }),
      () => templates.update(admin, template.id, null, { name: 'Other' }),
      () => templates.delete(admin, template.id, null),
    ];
    const lines: unknown = await dataSource.query('SELECT id FROM journal');
    await withFailingCommits(dataSource, 'plans', async () => {
      for (const work of works.slice(0, 3)) await expect(work()).rejects.toThrow('this commit fails');
    });
    await withFailingCommits(dataSource, 'templates', async () => {
      for (const work of works.slice(3)) await expect(work()).rejects.toThrow('this commit fails');
    });
    expect(await dataSource.query('SELECT id FROM journal')).toEqual(lines);
    jest.spyOn(journal, 'write').mockRejectedValue(new Error('the journal is down'));
    for (const work of works) await expect(work()).rejects.toThrow('the journal is down');
    const names: unknown = await dataSource.query('SELECT name FROM plans UNION ALL SELECT name FROM templates');
    expect(names).toEqual([{ name: 'Pro' }, { name: 'Retail' }]);
  });
});
