import type { RepeatableStep, Step } from '../../src/operations/kinds';
import { Ledger } from '../../src/operations/ledger';
import { eventually, type TestApp } from '../support/app';
import { kindOf, lose, NotedSteps, read, register, start, startWithOperations, until } from '../support/operations';
import { follow } from '../support/stream';

let app: TestApp;
let done: string[];
let local: NotedSteps['local'];
let call: NotedSteps['call'];
let asked: NotedSteps['asked'];

beforeAll(async () => {
  app = await startWithOperations();
});
beforeEach(() => {
  ({ done, local, call, asked } = new NotedSteps());
});
afterAll(async () => {
  await app.stop();
});

describe('only one operation', () => {
  it('works on an instance at a time, and a second is told of the first', async () => {
    register(app, kindOf([asked('wait', lose, { fate: 'not-known', detail: '?' })]));
    const id = await start(app, { exclusion: 'instance:one' });
    await expect(start(app, { exclusion: 'instance:one' })).rejects.toMatchObject({
      code: 'operation-in-progress',
      facts: { operationId: id },
    });
    await until(app, id, 'needs-operator');
    await expect(start(app, { exclusion: 'instance:one' })).rejects.toMatchObject({ code: 'operation-in-progress' });
    await app.call('POST', `/operations/${id}/resolve`, { as: 'admin', body: { outcome: 'done' } });
    await until(app, id, 'succeeded');
    await expect(start(app, { exclusion: 'instance:one' })).resolves.not.toBe(id);
  });

  it('makes a call in a lane of a server at a time, in two processes too', async () => {
    const other = await startWithOperations(app);
    let open = 0;
    let most = 0;
    const step: RepeatableStep = {
      ...call('make', async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 20));
        open--;
        return undefined;
      }),
      lane: 'exclusive',
    };
    const backup: RepeatableStep = { ...call('save', () => Promise.resolve(undefined)), lane: 'backup' };
    for (const each of [app, other]) register(each, kindOf([local('take'), step, call('between'), step, backup]));
    const serverId = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => start(n % 2 ? app : other, { serverId })));
    for (const id of ids) await until(app, id, 'succeeded');
    expect(most).toBe(1);
    await other.stop();
  });
});

describe('those who follow live', () => {
  it('are told of each step as it comes, and Prometheus of what has not ended', async () => {
    const stream = await follow(app.url, await app.token('user'));
    register(app, kindOf([local('take'), asked('wait', lose, { fate: 'not-known', detail: 'Silence.' })]));
    const id = await start(app);
    await until(app, id, 'needs-operator');
    const states = () => stream.events.filter(({ event, data }) => event === 'operation' && data.id === id);
    await eventually(
      () => Promise.resolve(states()),
      (told) => told.at(-1)?.data.state === 'needs-operator',
    );
    expect(states().at(-1)?.data.steps).toMatchObject([
      { state: 'succeeded' },
      { state: 'unknown', detail: 'Silence.' },
    ]);
    const scraped = await eventually(
      async () => String((await app.call('GET', '//metrics', { as: 'admin' })).body),
      (text) => /amiral_operations\{kind="inspect",state="needs-operator"\} [1-9]/.test(text),
    );
    expect(scraped).toMatch(/amiral_operation_duration_seconds_count\{kind="inspect",state="needs-operator"\} [1-9]/);
    expect(scraped).toMatch(/amiral_operation_retries_total\{kind="inspect"\} [1-9]/);
    stream.close();
    await app.call('POST', `/operations/${id}/resolve`, { as: 'admin', body: { outcome: 'done' } });
    await until(app, id, 'succeeded');
  });
});

describe('the stop switch', () => {
  it('lets steps under way end and none begin, on one server or everywhere', async () => {
    const nowhere = { reason: 'x', serverId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7c' };
    expect((await app.call('POST', '/operations/pause', { as: 'admin', body: nowhere })).body.errors[0].field).toBe(
      'serverId',
    );
    const entered = { name: 'One', code: 'one', serverUrl: 'http://one.example' };
    const serverId: string = (await app.call('POST', '/servers', { as: 'admin', body: entered })).body.id;
    register(app, kindOf([call('make')]));
    expect((await app.call('POST', '/operations/pause', { as: 'manager', body: { reason: 'x' } })).status).toBe(403);
    const pause = { as: 'admin', body: { reason: 'The storage is replaced', serverId } } as const;
    const { body } = await app.call('POST', '/operations/pause', pause);
    expect(body).toMatchObject({ paused: false, pauses: [{ serverId, reason: 'The storage is replaced' }] });
    const waiting = await start(app, { serverId });
    await until(app, await start(app), 'succeeded');
    expect((await read(app, waiting)).state).toBe('queued');
    await app.call('POST', '/operations/unpause', { as: 'admin', body: { serverId } });
    await until(app, waiting, 'succeeded');
    expect((await app.call('GET', '/operations/pause', { as: 'admin' })).body).toEqual({ paused: false, pauses: [] });
  });

  it('keeps the next step of one under way from beginning', async () => {
    let pausing: Promise<unknown> = Promise.resolve();
    const first = call('first', async () => {
      pausing = app.call('POST', '/operations/pause', { as: 'admin', body: { reason: 'Stop' } });
      await pausing;
      return undefined;
    });
    register(app, kindOf([first, call('second')]));
    const id = await start(app);
    const stopped = await until(app, id, 'running', 'succeeded');
    await pausing;
    while ((await read(app, id)).steps[0].state !== 'succeeded');
    expect(done).toEqual(['first']);
    expect(stopped.state).toBe('running');
    await app.call('POST', '/operations/unpause', { as: 'admin', body: {} });
    await until(app, id, 'succeeded');
  });
});

describe('secrets', () => {
  it('reach the steps, and are nowhere else and gone at the end', async () => {
    const seen: string[] = [];
    const step = call('use', async (context) => {
      seen.push((await context.secrets())['password'] ?? '');
      return undefined;
    });
    register(app, kindOf([step]));
    const id = await start(app, { secrets: { password: 'hunter-22' }, input: { login: 'marie' } });
    const operation = await until(app, id, 'succeeded');
    expect(seen).toEqual(['hunter-22']);
    const [row] = await app.dataSource.query('SELECT to_jsonb(o) AS row FROM operations o WHERE id = $1', [id]);
    const journal = await app.dataSource.query('SELECT * FROM journal WHERE subject_id = $1 ORDER BY id', [id]);
    expect(row.row.secrets).toBeNull();
    expect(JSON.stringify([operation, row, journal])).not.toContain('hunter-22');
    expect(journal.map(({ action }: { action: string }) => action)).toEqual(['start', 'succeed']);
  });

  it('that are shown once go to whoever asked for them, once', async () => {
    const reveal = { login: 'marie', password: 'once-only-1' };
    register(app, kindOf([local('take', () => Promise.resolve({ reveal }))]));
    const id = await start(app);
    await until(app, id, 'succeeded');
    const ask = (as: 'manager' | 'admin' | 'user') => app.call('POST', `/operations/${id}/reveal`, { as });
    expect((await ask('user')).status).toBe(403);
    expect((await ask('admin')).status).toBe(403);
    const { body: shown } = await app.call('GET', `/operations/${id}`, { as: 'manager' });
    expect(shown.actions).toEqual(['reveal']);
    const [first, second] = await Promise.all([ask('manager'), ask('manager')]);
    expect([first.status, second.status].sort()).toEqual([200, 410]);
    expect([first, second].find(({ status }) => status === 200)?.body).toEqual(reveal);
    const [row] = await app.dataSource.query('SELECT reveal FROM operations WHERE id = $1', [id]);
    expect(row.reveal).toBeNull();
  });
});

describe('a process that was away', () => {
  it('finds the operation taken over, and changes nothing any more', async () => {
    let release: () => void = () => undefined;
    const away = new Promise<void>((resolve) => {
      release = resolve;
    });
    const saved: string[] = [];
    const stepOf = (name: string, wait: Promise<void>): Step =>
      call('make', async () => {
        await wait;
        return { facts: { by: name }, save: () => Promise.resolve(void saved.push(name)) };
      });
    register(app, kindOf([stepOf('one', away), call('next')]));
    const id = await start(app);
    await eventually(
      () => read(app, id),
      ({ steps }) => steps[0].state === 'running',
    );
    // Only now: whoever takes it first is to be the one that goes away.
    const other = await startWithOperations(app);
    register(other, kindOf([stepOf('two', Promise.resolve()), call('next')]));
    // As if the process stood still: no heartbeat goes out, and nothing is claimed.
    const ledger = app.app.get(Ledger);
    jest.spyOn(ledger, 'claim').mockResolvedValue([]);
    jest.spyOn(ledger, 'renew').mockRejectedValue(new Error('frozen'));
    await until(other, id, 'succeeded');
    release();
    await app.app.close();
    jest.restoreAllMocks();
    expect(saved).toEqual(['two']);
    const [row] = await other.dataSource.query('SELECT facts FROM operations WHERE id = $1', [id]);
    expect(row.facts).toEqual({ by: 'two' });
    await other.stop();
    app = await startWithOperations();
  });
});
