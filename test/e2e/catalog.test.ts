import { newId } from '../../src/common/clock';
import { startApp, type TestApp } from '../support/app';

let amiral: TestApp;
let made = 0;

beforeAll(async () => {
  amiral = await startApp();
});
afterAll(async () => {
  await amiral.stop();
});

const code = () => `c-${String((made += 1))}`;
const newPlan = (facts: object = {}) => ({ name: 'Business', code: code(), ...facts });
const newTemplate = (facts: object = {}) => ({ name: 'Retail', code: code(), templateDb: 'template_retail', ...facts });

const addServer = async () => {
  const name = code();
  const body = { name, code: name, serverUrl: `https://${name}.example` };
  return (await amiral.call('POST', '/servers', { as: 'admin', body })).body.id as string;
};

describe.each([
  ['plans', newPlan],
  ['templates', newTemplate],
])('%s', (path, fresh) => {
  const noun = path.slice(0, -1);
  const add = async (facts?: object) =>
    (await amiral.call('POST', `/${path}`, { as: 'admin', body: fresh(facts) })).body;

  it('are made by an admin only', async () => {
    expect((await amiral.call('POST', `/${path}`, { body: fresh() })).status).toBe(401);
    expect((await amiral.call('POST', `/${path}`, { as: 'user', body: fresh() })).status).toBe(403);
    expect((await amiral.call('POST', `/${path}`, { as: 'manager', body: fresh() })).status).toBe(403);
    const { status, body, headers } = await amiral.call('POST', `/${path}`, { as: 'admin', body: fresh() });
    expect(status).toBe(201);
    expect(body).toMatchObject({ archived: false, instanceCount: 0, version: 1 });
    expect(headers.get('etag')).toBe('"1"');
  });

  it('are read by everybody, changed by a manager and deleted by an admin', async () => {
    const { id } = await add();
    const { status, body, headers } = await amiral.call('GET', `/${path}/${id}`, { as: 'user' });
    expect([status, body.id, headers.get('etag')]).toEqual([200, id, '"1"']);
    const edit = { body: { description: 'New words' } };
    expect((await amiral.call('PATCH', `/${path}/${id}`, { as: 'user', ...edit })).status).toBe(403);
    const changed = await amiral.call('PATCH', `/${path}/${id}`, { as: 'manager', ...edit });
    expect(changed.body).toMatchObject({ description: 'New words', version: 2 });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect((await amiral.call('DELETE', `/${path}/${id}`, { as: 'manager' })).status).toBe(403);
    expect((await amiral.call('DELETE', `/${path}/${id}`, { as: 'admin' })).status).toBe(204);
    expect((await amiral.call('GET', `/${path}/${id}`, { as: 'user' })).status).toBe(404);
  });

  it('are changed and deleted at the version seen only', async () => {
    const { id } = await add();
    const stale = { 'if-match': '"7"' };
    const edit = { as: 'manager' as const, body: { name: 'Other' } };
    expect((await amiral.call('PATCH', `/${path}/${id}`, { ...edit, headers: stale })).status).toBe(412);
    expect((await amiral.call('PATCH', `/${path}/${id}`, { ...edit, headers: { 'if-match': 'W/"1"' } })).status).toBe(
      200,
    );
    expect((await amiral.call('DELETE', `/${path}/${id}`, { as: 'admin', headers: stale })).status).toBe(412);
  });

  it('have a code of their own', async () => {
    const { code: taken } = await add();
    const again = await amiral.call('POST', `/${path}`, { as: 'admin', body: fresh({ code: taken }) });
    expect([again.status, again.body.code]).toEqual([409, 'code-taken']);
    const other = await add();
    const moved = await amiral.call('PATCH', `/${path}/${other.id}`, { as: 'manager', body: { code: taken } });
    expect([moved.status, moved.body.code]).toEqual([409, 'code-taken']);
  });

  it.each([
    ['name', { name: ' ' }],
    ['name', { name: undefined }],
    ['code', { code: undefined }],
    ['code', { code: 'No Spaces' }],
    ['code', { code: '-dash' }],
    ['code', { code: 'a'.repeat(65) }],
    ['archived', { archived: true }],
    ['instanceCount', { instanceCount: 3 }],
  ])('are refused with %s named for %o', async (field, facts) => {
    const { status, body } = await amiral.call('POST', `/${path}`, { as: 'admin', body: fresh(facts) });
    expect([status, body.errors?.map((error: { field: string }) => error.field)]).toEqual([422, [field]]);
  });

  it('are listed without the archived ones, unless asked for', async () => {
    const shown = await add();
    const hidden = await add();
    await amiral.call('PATCH', `/${path}/${hidden.id}`, { as: 'manager', body: { archived: true } });
    const ids = async (query: string) => {
      const { body } = await amiral.call('GET', `/${path}?perPage=200&${query}`, { as: 'user' });
      expect(body.total).toBe(body.items.length);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await ids('')).toContain(shown.id);
    expect(await ids('')).not.toContain(hidden.id);
    expect(await ids('archived=true')).toContain(hidden.id);
    expect(await ids('archived=true')).not.toContain(shown.id);
    expect(await ids('archived=true&archived=false')).toEqual(expect.arrayContaining([shown.id, hidden.id]));
    expect(await ids(`q=${shown.code.toUpperCase()}`)).toEqual([shown.id]);
    expect(await ids('q=%25')).toEqual([]);
  });

  it('are sorted and paged as asked', async () => {
    const word = `sorted-${noun}`;
    for (const name of ['b', 'a', 'c']) await add({ name: `${word} ${name}` });
    const names = async (query: string) => {
      const { body } = await amiral.call('GET', `/${path}?q=${word}&${query}`, { as: 'user' });
      expect(body.total).toBe(3);
      return body.items.map(({ name }: { name: string }) => name.at(-1)).join('');
    };
    expect(await names('sort=name')).toBe('abc');
    expect(await names('sort=-name')).toBe('cba');
    expect(await names('sort=-name&perPage=2&page=2')).toBe('a');
    expect((await amiral.call('GET', `/${path}?sort=instanceCount;`, { as: 'user' })).status).toBe(422);
    expect((await amiral.call('GET', `/${path}?colour=red`, { as: 'user' })).status).toBe(422);
  });

  it('say 404 for an unknown id and 400 for what is no id', async () => {
    for (const [method, as] of [
      ['GET', 'user'],
      ['PATCH', 'manager'],
      ['DELETE', 'admin'],
    ] as const) {
      const body = method === 'PATCH' ? { name: 'x' } : undefined;
      expect((await amiral.call(method, `/${path}/${newId()}`, { as, body })).status).toBe(404);
      expect((await amiral.call(method, `/${path}/seven`, { as, body })).status).toBe(400);
    }
  });
});

describe('a plan', () => {
  it('shows prices as numbers and clears what is set to null', async () => {
    const body = newPlan({ priceMonthly: 29.9, priceYearly: 299, currency: 'CHF', userLimit: 5, trialDays: 14 });
    const { body: plan } = await amiral.call('POST', '/plans', { as: 'admin', body });
    expect(plan).toMatchObject({ priceMonthly: 29.9, priceYearly: 299, currency: 'CHF', userLimit: 5, trialDays: 14 });
    const edit = { priceMonthly: null, userLimit: null };
    const { body: changed } = await amiral.call('PATCH', `/plans/${plan.id}`, { as: 'manager', body: edit });
    expect(changed).toMatchObject({ priceMonthly: null, priceYearly: 299, userLimit: null });
  });

  it.each([
    ['priceMonthly', -1],
    ['priceMonthly', 1.005],
    ['priceYearly', '12'],
    ['currency', 'eur'],
    ['currency', 'EURO'],
    ['currency', null],
    ['userLimit', 0],
    ['trialDays', -1],
  ])('is refused when %s is %p', async (field, value) => {
    const { status, body } = await amiral.call('POST', '/plans', { as: 'admin', body: newPlan({ [field]: value }) });
    expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
  });
});

describe('a template', () => {
  it('says where it is and whether it is ready there', async () => {
    const serverId = await addServer();
    const body = newTemplate({ isReady: true, servers: [{ serverId }] });
    const { body: template } = await amiral.call('POST', '/templates', { as: 'admin', body });
    const byHand = { serverId, publication: null, verifiedAt: null };
    expect(template).toMatchObject({ isReady: true, servers: [{ ...byHand, state: 'pending' }] });
    const edit = { servers: [{ serverId, state: 'ready' }] };
    const { body: changed } = await amiral.call('PATCH', `/templates/${template.id}`, { as: 'manager', body: edit });
    expect(changed.servers).toEqual([{ ...byHand, state: 'ready' }]);
    const { body: list } = await amiral.call('GET', `/templates?q=${template.code}&isReady=true`, { as: 'user' });
    expect(list.items).toEqual([changed]);
  });

  it('is refused without its database, for an unknown server, for one named twice', async () => {
    const serverId = await addServer();
    for (const [field, facts] of [
      ['templateDb', { templateDb: undefined }],
      ['servers.0.serverId', { servers: [{ serverId: newId() }] }],
      ['servers.0.state', { servers: [{ serverId, state: 'maybe' }] }],
      ['servers', { servers: [{ serverId }, { serverId: serverId.toUpperCase() }] }],
    ] as const) {
      const { status, body } = await amiral.call('POST', '/templates', { as: 'admin', body: newTemplate(facts) });
      expect([status, body.errors?.[0]?.field]).toEqual([422, field]);
    }
  });
});
