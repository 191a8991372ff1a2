import { conflict } from '../../src/common/errors';
import type { Fate, Step } from '../../src/operations/kinds';
import { TryAgain } from '../../src/operations/step-errors';
import { eventually, type TestApp } from '../support/app';
import {
  kindOf,
  lose,
  NotedSteps,
  read,
  refuse,
  register,
  start,
  startWithOperations,
  until,
  untilAborted,
} from '../support/operations';

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

async function ends(steps: readonly Step[], ...states: string[]) {
  register(app, kindOf(steps));
  return until(app, await start(app), ...states);
}

describe('an operation', () => {
  it('goes from step to step, and hands on what each has found out', async () => {
    const seen: unknown[] = [];
    const steps = [
      local('take', () => Promise.resolve({ facts: { uid: 2 } })),
      call('look', ({ operation }) => {
        seen.push(operation.facts['uid']);
        return Promise.resolve({ detail: 'Seen.', result: { users: 3 } });
      }),
    ];
    const operation = await ends(steps, 'succeeded');
    expect(operation).toMatchObject({
      progress: 100,
      requestedBy: app.userId('manager'),
      requestedByName: 'manager',
      result: { users: 3 },
      error: null,
      cancellable: false,
      actions: [],
    });
    expect(operation.steps).toMatchObject([
      { name: 'take', kind: 'local', state: 'succeeded', attempts: 1 },
      { name: 'look', kind: 'repeatable', state: 'succeeded', attempts: 1, detail: 'Seen.' },
    ]);
    expect(seen).toEqual([2]);
  });

  it('undoes what was done, last first, when a step is refused', async () => {
    const operation = await ends([local('take'), call('make'), call('fit', refuse), call('never')], 'compensated');
    expect(done).toEqual(['take', 'make', 'fit', 'undo fit', 'undo make', 'undo take']);
    expect(operation).toMatchObject({ error: { code: 'name-taken', detail: 'The name is taken.' }, progress: 0 });
    expect(operation.steps.map(({ state }: { state: string }) => state)).toEqual([
      ...['compensated', 'compensated', 'compensated', 'pending'],
    ]);
  });

  it('is failed and may be retried where there is nothing to undo', async () => {
    let isBroken = true;
    const { compensate: _none, ...look } = call('look', () => (isBroken ? refuse() : Promise.resolve(undefined)));
    register(app, kindOf([look], { compensates: false }));
    const id = await start(app);
    const failed = await until(app, id, 'failed');
    expect(failed.error).toEqual({ code: 'name-taken', detail: 'The name is taken.' });
    isBroken = false;
    const { status, body } = await app.call('POST', `/operations/${id}/retry`, { as: 'manager' });
    expect([status, body.error]).toEqual([200, null]);
    await until(app, id, 'succeeded');
    expect((await app.call('POST', `/operations/${id}/retry`, { as: 'manager' })).body.code).toBe('not-retryable');
  });

  it('tries again what could not be sent, and what may be sent twice', async () => {
    const answers = [() => Promise.reject(new TryAgain('database-in-use', 'It is in use.')), lose];
    const step = call('make', () => answers.shift()?.() ?? Promise.resolve(undefined));
    const operation = await ends([step], 'succeeded');
    expect(operation.steps[0].attempts).toBe(3);
  });

  it('writes what a step saves with the end of the step, or not at all', async () => {
    const save = () => Promise.reject(conflict('gone', 'It is gone.'));
    const operation = await ends([call('make', () => Promise.resolve({ save, facts: { made: true } }))], 'compensated');
    expect(operation.error.code).toBe('gone');
    const [row] = await app.dataSource.query('SELECT facts FROM operations WHERE id = $1', [operation.id]);
    expect(row.facts).toEqual({});
  });

  it('says nothing of what only the log may know', async () => {
    const operation = await ends([local('take', () => Promise.reject(new TypeError('x of undefined')))], 'compensated');
    expect(operation.error.code).toBe('internal');
    expect(JSON.stringify(operation)).not.toContain('undefined');
  });
});

describe('a call whose answer was lost', () => {
  const notYet: Fate = { fate: 'not-done', detail: 'It is not there.' };
  const nobodyKnows: Fate = { fate: 'not-known', detail: 'The server does not answer.' };

  it('is asked for, and never sent again', async () => {
    await ends([asked('duplicate', lose, notYet, { fate: 'done' }), call('next')], 'succeeded');
    expect(done).toEqual(['duplicate', 'ask duplicate', 'ask duplicate', 'next']);
  });

  it('is undone when it was not done for as long as it could have been', async () => {
    const operation = await ends([asked('duplicate', lose, notYet)], 'compensated');
    expect(operation.error).toEqual({ code: 'not-done', detail: 'It is not there.' });
    expect(done.at(-1)).toBe('undo duplicate');
  });

  it('needs an operator when nobody can say, and goes on as they do', async () => {
    const operation = await ends([asked('duplicate', lose, nobodyKnows), call('next')], 'needs-operator');
    expect(operation).toMatchObject({
      error: { code: 'outcome-unknown', detail: 'The server does not answer.' },
      endedAt: null,
    });
    const resolve = (as: 'manager' | 'admin') =>
      app.call('POST', `/operations/${operation.id}/resolve`, { as, body: { outcome: 'done', note: 'It is there' } });
    expect((await resolve('manager')).status).toBe(403);
    expect((await resolve('admin')).status).toBe(200);
    await until(app, operation.id, 'succeeded');
    expect(done.at(-1)).toBe('next');
    expect((await resolve('admin')).body.code).toBe('wrong-state');
  });

  it('is undone when the operator says so, unless it can only go forward', async () => {
    const body = { outcome: 'not-done' };
    const back = await ends([asked('duplicate', lose, nobodyKnows)], 'needs-operator');
    await app.call('POST', `/operations/${back.id}/resolve`, { as: 'admin', body });
    expect((await until(app, back.id, 'compensated')).steps[0].state).toBe('compensated');
    const step = { ...asked('swap', lose, nobodyKnows), pointOfNoReturn: true as const };
    const forward = await ends([step], 'needs-operator');
    const { status, body: still } = await app.call('POST', `/operations/${forward.id}/resolve`, { as: 'admin', body });
    expect([status, still.state]).toEqual([200, 'needs-operator']);
  });
});

describe('what cannot be undone', () => {
  const stuck = (name: string, undo: () => Promise<undefined>) => ({
    ...call(name),
    compensate: { timeoutMs: 5_000, run: undo },
  });

  it('needs an operator, and only ever goes back from there', async () => {
    const operation = await ends(
      [local('take'), stuck('make', refuse), call('fit', refuse), call('never')],
      'needs-operator',
    );
    expect(operation.error.code).toBe('compensation-failed');
    const resolve = { as: 'admin', body: { outcome: 'done' } } as const;
    await app.call('POST', `/operations/${operation.id}/resolve`, resolve);
    const ended = await until(app, operation.id, 'compensated', 'succeeded');
    expect(ended.steps.map(({ state }: { state: string }) => state)).toEqual([
      ...['compensated', 'compensated', 'compensated', 'pending'],
    ]);
    expect(done).not.toContain('never');
    expect(done.at(-1)).toBe('undo take');
  });

  it('is tried to be undone again when the operator says that it is not', async () => {
    let isBroken = true;
    const undo = () => (isBroken ? refuse() : Promise.resolve(undefined));
    const operation = await ends([stuck('make', undo), call('fit', refuse)], 'needs-operator');
    isBroken = false;
    await app.call('POST', `/operations/${operation.id}/resolve`, { as: 'admin', body: { outcome: 'not-done' } });
    await until(app, operation.id, 'compensated');
  });
});

describe('an operation whose code has gone', () => {
  it('is not lost: it needs an operator, after an hour in which nobody has run one of its kind', async () => {
    register(app, { ...kindOf([call('make')]), kind: 'rehearse' });
    const id = await start(app, { kind: 'rehearse', serverId: null });
    await until(app, id, 'succeeded');
    const again = `UPDATE operations SET state = 'queued', kind = 'of-another-release', ended_at = NULL, due_at = now() - interval '2 h' WHERE id = $1`;
    await app.dataSource.query(again, [id]);
    expect((await until(app, id, 'needs-operator')).error.code).toBe('code-gone');
    await app.call('POST', `/operations/${id}/resolve`, { as: 'admin', body: { outcome: 'done' } });
    expect((await read(app, id)).steps[0].state).toBe('succeeded');
  });
});

describe('cancelling', () => {
  it('undoes what was done, and ends as cancelled', async () => {
    const step = call('wait', untilAborted);
    register(app, kindOf([local('take'), step]));
    const id = await start(app);
    const begun = (operation: { steps: { state: string }[] }) => operation.steps[1]?.state === 'running';
    while (!begun(await read(app, id)));
    expect((await app.call('POST', `/operations/${id}/cancel`, { as: 'user' })).status).toBe(403);
    expect((await app.call('POST', `/operations/${id}/cancel`, { as: 'manager' })).status).toBe(200);
    await until(app, id, 'cancelled');
    expect(done).toEqual(['take', 'wait', 'undo wait', 'undo take']);
    expect((await app.call('POST', `/operations/${id}/cancel`, { as: 'manager' })).body.code).toBe('wrong-state');
  });

  it('does not wait for the next try', async () => {
    const step = { ...call('make', () => Promise.reject(new TryAgain('in-use', 'It is in use.'))), maxAttempts: 20 };
    register(app, kindOf([step]));
    const id = await start(app);
    await eventually(
      async () => {
        await app.dataSource.query(
          `UPDATE operations SET due_at = now() + interval '1 h' WHERE id = $1 AND owner IS NULL AND state = 'running'`,
          [id],
        );
        const [row] = await app.dataSource.query(
          'SELECT due_at > now() AS waits, owner FROM operations WHERE id = $1',
          [id],
        );
        return row;
      },
      ({ waits, owner }) => waits && owner === null,
    );
    await app.call('POST', `/operations/${id}/cancel`, { as: 'manager' });
    await until(app, id, 'cancelled');
  });

  it('is refused past the point of no return', async () => {
    const step = {
      ...call('swap', untilAborted),
      pointOfNoReturn: true as const,
      timeoutMs: 60_000,
    };
    register(app, kindOf([step]));
    const id = await start(app);
    while (!(await read(app, id)).steps.some(({ state }: { state: string }) => state === 'running'));
    const { status, body } = await app.call('POST', `/operations/${id}/cancel`, { as: 'manager' });
    expect([status, body.code]).toEqual([409, 'past-point-of-no-return']);
  });
});
