import { newId } from '../../src/common/clock';
import { startApp, type TestApp } from '../support/app';

let amiral: TestApp;
let serverId: string;
let planId: string;

interface Event {
  action: string;
  at: string;
  subjectType: string;
}

const read = async (path: string, as: 'user' | 'manager' = 'manager') => (await amiral.call('GET', path, { as })).body;
const actions = async (path: string) => (await read(path)).items.map(({ action }: Event) => action);

beforeAll(async () => {
  amiral = await startApp();
  const server = { name: 'One', code: 'one', serverUrl: 'https://one.example', serverPassword: 'hush-hush' };
  serverId = (await amiral.call('POST', '/servers', { as: 'admin', body: server })).body.id;
  const headers = { 'x-request-id': 'request-of-the-cordon' };
  await amiral.call('POST', `/servers/${serverId}/cordon`, { as: 'manager', body: { reason: 'disk' }, headers });
  await amiral.call('POST', `/servers/${serverId}/uncordon`, { as: 'admin' });
  planId = (await amiral.call('POST', '/plans', { as: 'admin', body: { name: 'Plan', code: 'plan' } })).body.id;
  await amiral.call('PATCH', `/plans/${planId}`, { as: 'manager', body: { name: 'Better' } });
});
afterAll(async () => {
  await amiral.stop();
});

describe('the journal', () => {
  it('is read by managers and admins', async () => {
    expect((await amiral.call('GET', '/events')).status).toBe(401);
    expect((await amiral.call('GET', '/events', { as: 'user' })).status).toBe(403);
    expect((await amiral.call('GET', '/events', { as: 'manager' })).status).toBe(200);
    expect((await amiral.call('GET', '/events', { as: 'admin' })).status).toBe(200);
  });

  it('tells who did what to what, from where, and what changed', async () => {
    const { items } = await read('/events?action=cordon');
    expect(items).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/Z$/),
        actor: { id: amiral.userId('manager'), name: 'manager' },
        action: 'cordon',
        subjectType: 'server',
        subjectId: serverId,
        subjectName: 'one',
        changes: [
          { field: 'cordoned', before: false, after: true },
          { field: 'reason', before: null, after: 'disk' },
        ],
        requestId: 'request-of-the-cordon',
        ip: '127.0.0.1',
      },
    ]);
  });

  it('shows of a secret only that it was set', async () => {
    const body = await read(`/events?subjectId=${serverId}&action=create`);
    expect(body.items[0].changes).toContainEqual({ field: 'serverPassword', before: null, after: '(secret)' });
    expect(JSON.stringify(body)).not.toContain('hush-hush');
  });

  it('lists the newest first and the oldest first when asked', async () => {
    const all = await actions('/events?subjectType=server&subjectType=plan');
    expect(all).toEqual(['update', 'create', 'uncordon', 'cordon', 'create']);
    expect(await actions('/events?subjectType=server&subjectType=plan&sort=at')).toEqual([...all].reverse());
    expect(await actions('/events?subjectType=server&subjectType=plan&perPage=2&page=2')).toEqual([
      'uncordon',
      'cordon',
    ]);
    const { total, page, perPage } = await read('/events?subjectType=plan&perPage=1&page=2');
    expect([total, page, perPage]).toEqual([2, 2, 1]);
  });

  it('filters by subject, action, actor, time and text', async () => {
    expect(await actions('/events?subjectType=plan')).toEqual(['update', 'create']);
    expect(await actions(`/events?subjectId=${planId}`)).toEqual(['update', 'create']);
    expect(await actions('/events?action=cordon&action=uncordon')).toEqual(['uncordon', 'cordon']);
    const managers = `/events?actorId=${amiral.userId('manager')}`;
    expect(await actions(`${managers}&subjectType=plan&subjectType=server`)).toEqual(['update', 'cordon']);
    expect(await actions('/events?q=ONE&subjectType=server')).toHaveLength(3);
    const [{ at }] = (await read('/events?action=uncordon')).items;
    expect(await actions(`/events?subjectType=server&to=${at}`)).toEqual(['cordon', 'create']);
    expect(await actions(`/events?subjectType=server&from=${at}`)).toEqual(['uncordon']);
  });

  it.each(['colour=red', 'from=yesterday', 'subjectId=seven', 'sort=ip', 'perPage=201'])(
    'refuses ?%s',
    async (query) => {
      expect((await amiral.call('GET', `/events?${query}`, { as: 'manager' })).status).toBe(422);
    },
  );
});

describe('the journal of a server', () => {
  const path = () => `/servers/${serverId}/events`;

  it('is read by everybody logged in, newest first, and holds its own lines only', async () => {
    const other = { name: 'Two', code: 'two', serverUrl: 'https://two.example' };
    expect((await amiral.call('POST', '/servers', { as: 'admin', body: other })).status).toBe(201);
    expect((await amiral.call('GET', path())).status).toBe(401);
    const { items, total } = await read(path(), 'user');
    expect(items.map(({ action }: Event) => action)).toEqual(['uncordon', 'cordon', 'create']);
    expect(total).toBe(3);
    expect(await actions(`${path()}?action=cordon`)).toEqual(['cordon']);
  });

  it('tells where colleagues called from only to those who may read the whole journal', async () => {
    const traces = async (as: 'user' | 'manager') =>
      (await read(path(), as)).items.map(({ ip, requestId }: { ip: unknown; requestId: unknown }) => [
        typeof ip,
        typeof requestId,
      ]);
    expect(await traces('user')).toEqual(Array(3).fill(['object', 'object']));
    expect(await traces('manager')).toEqual(Array(3).fill(['string', 'string']));
  });

  it('is not there for an unknown server', async () => {
    expect((await amiral.call('GET', `/servers/${newId()}/events`, { as: 'user' })).status).toBe(404);
    expect((await amiral.call('GET', '/servers/seven/events', { as: 'user' })).status).toBe(400);
    expect((await amiral.call('GET', `${path()}?subjectId=${serverId}`, { as: 'user' })).status).toBe(422);
  });
});
