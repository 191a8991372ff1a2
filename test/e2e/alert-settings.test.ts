import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';

let amiral: TestApp;
beforeAll(async () => {
  amiral = await startApp();
});
afterAll(async () => {
  await amiral.stop();
});

const call = (
  method: string,
  path: string,
  as: 'user' | 'manager' | 'admin',
  body?: unknown,
  headers?: Record<string, string>,
) => amiral.call(method, path, { as, ...(body ? { body } : {}), ...(headers ? { headers } : {}) });
const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const told = async (type: string, id: string) => {
  const { body } = await call('GET', `/events?subjectType=${type}&subjectId=${id}`, 'manager');
  return body.items.map(({ action }: { action: string }) => action);
};
const fieldOf = ({ status, body }: { status: number; body: { errors?: { field: string }[] } }) => [
  status,
  body.errors?.[0]?.field,
];

const UNKNOWN = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

describe('the rules', () => {
  it('are there from the beginning, one of each kind', async () => {
    const { body } = await call('GET', '/alert-rules?perPage=50', 'user');
    expect(body.items.map(({ kind, severity, enabled }: Record<string, unknown>) => [kind, severity, enabled])).toEqual(
      expect.arrayContaining([
        ['server-critical', 'critical', true],
        ['certificate-ends', 'critical', true],
        ['backup-overdue', 'warning', false],
        ['operation-failed', 'warning', true],
        ['operation-needs-operator', 'critical', true],
        ['crons-late', 'warning', true],
        ['over-plan', 'warning', true],
        ['expiry-held', 'warning', true],
      ]),
    );
    expect(body.total).toBe(15);
    expect(body.items.every(({ builtIn }: { builtIn: boolean }) => builtIn)).toBe(true);
  });

  it('that are built in are changed and reset, not deleted', async () => {
    const { body } = await call('GET', '/alert-rules?kind=capacity', 'user');
    const path = `/alert-rules/${body.items[0].id}`;
    const changed = await call(
      'PATCH',
      path,
      'admin',
      { threshold: { percent: 70 }, enabled: false },
      { 'if-match': '"1"' },
    );
    expect(changed.body).toMatchObject({ threshold: { percent: 70 }, enabled: false, version: 2 });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect((await call('PATCH', path, 'admin', { enabled: true }, { 'if-match': '"1"' })).status).toBe(412);
    expect((await call('POST', `${path}/reset`, 'admin')).body).toMatchObject({
      threshold: { percent: 90 },
      enabled: true,
    });
    expect((await call('DELETE', path, 'admin')).body.code).toBe('rule-built-in');
    expect(await told('alert-rule', body.items[0].id)).toEqual(['reset', 'update']);
  });

  it('may be several of a kind, and go again', async () => {
    const given = {
      name: 'Rack 2',
      kind: 'capacity',
      labels: { rack: '2' },
      threshold: { percent: 80 },
      severity: 'info',
    };
    const { status, body } = await call('POST', '/alert-rules', 'admin', given);
    expect([status, body]).toMatchObject([
      201,
      { ...given, builtIn: false, holdSeconds: 300, enabled: true, version: 1 },
    ]);
    expect((await call('POST', '/alert-rules', 'admin', given)).body.code).toBe('name-taken');
    expect((await call('GET', `/alert-rules/${body.id}`, 'user')).body).toEqual(body);
    expect((await call('DELETE', `/alert-rules/${body.id}`, 'admin')).status).toBe(204);
    expect((await call('GET', `/alert-rules/${body.id}`, 'user')).status).toBe(404);
    expect((await call('PATCH', `/alert-rules/${body.id}`, 'admin', { enabled: true })).status).toBe(404);
  });

  it.each([
    ['threshold', { kind: 'capacity', threshold: { slots: 3 } }],
    ['threshold', { kind: 'certificate-ends', threshold: null }],
    ['threshold', { kind: 'server-critical', threshold: { percent: 3 } }],
    ['kind', { kind: 'weather' }],
    ['severity', { kind: 'capacity', severity: 'fatal' }],
    ['holdSeconds', { kind: 'capacity', holdSeconds: -1 }],
    ['name', { kind: 'capacity', name: '' }],
  ])('are refused when %s is wrong: %j', async (field, given) => {
    expect(fieldOf(await call('POST', '/alert-rules', 'admin', { name: 'Wrong', ...given }))).toEqual([422, field]);
  });
});

describe('a silence', () => {
  it('is made by a manager, is on, and is expired once', async () => {
    const given = { labels: { rack: '2' }, reason: 'Switch', endsAt: ahead(1) };
    const { status, body } = await call('POST', '/silences', 'manager', given);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...given, serverIds: [], ruleIds: [], state: 'active', actions: ['expire'] });
    expect(body.author).toEqual({ id: amiral.userId('manager'), name: 'manager' });
    expect((await call('GET', '/silences?state=active', 'user')).body.items).toMatchObject([
      { id: body.id, actions: [] },
    ]);
    const expired = await call('POST', `/silences/${body.id}/expire`, 'manager');
    expect(expired.body).toMatchObject({ state: 'over', actions: [] });
    expect((await call('POST', `/silences/${body.id}/expire`, 'manager')).body.code).toBe('silence-over');
    expect(await told('silence', body.id)).toEqual(['expire', 'create']);
  });

  it('is planned when it begins later, and never begins when it is expired before', async () => {
    const { id } = await enterServer(amiral);
    const given = { serverIds: [id], reason: 'Later', startsAt: ahead(1), endsAt: ahead(2) };
    const { body } = await call('POST', '/silences', 'manager', given);
    expect(body.state).toBe('planned');
    const { body: expired } = await call('POST', `/silences/${body.id}/expire`, 'manager');
    expect(expired.startsAt).toBe(expired.endsAt);
    expect((await call('GET', '/silences?state=planned', 'user')).body.total).toBe(0);
  });

  it.each([
    ['reason', { reason: '' }],
    ['endsAt', { endsAt: '2020-01-01T00:00:00Z' }],
    ['endsAt', { endsAt: 'tomorrow' }],
    ['endsAt', { startsAt: ahead(3) }],
    ['labels', { labels: {} }],
    ['serverIds.0', { serverIds: ['x'] }],
    ['serverIds.0', { serverIds: [UNKNOWN] }],
    ['ruleIds.1', { ruleIds: ['019a8d2e-0000-7000-8000-000000000001', UNKNOWN] }],
  ])('is refused when %s is wrong: %j', async (field, given) => {
    const body = { labels: { rack: '2' }, reason: 'Switch', endsAt: ahead(1), ...given };
    expect(fieldOf(await call('POST', '/silences', 'manager', body))).toEqual([422, field]);
  });
});

describe('a maintenance window', () => {
  const weekly = { kind: 'weekly', days: ['sun'], at: '02:30', durationMinutes: 60, timeZone: 'Europe/Paris' };
  const given = { name: 'Updates', labels: { rack: '2' }, schedule: weekly };

  it('is not in the calendar when it ends after the last year that clients read, or begins before the first', async () => {
    const schedule = {
      kind: 'weekly',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      ...{ at: '20:00', durationMinutes: 300, timeZone: 'Etc/UTC' },
    };
    const { body } = await call('POST', '/maintenance-windows', 'manager', {
      name: 'Daily',
      labels: { a: 'b' },
      schedule,
    });
    const days = async (from: string, to: string) => {
      const answer = await call('GET', `/maintenance-windows/calendar?from=${from}&to=${to}`, 'user');
      expect(answer.status).toBe(200);
      return answer.body.items.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10));
    };
    const ends = [
      await days('9999-12-30T02:00:00Z', '9999-12-31T23:59:59Z'),
      await days('0001-01-01T00:00:00Z', '0001-01-02T00:00:00Z'),
    ];
    expect((await call('DELETE', `/maintenance-windows/${body.id}`, 'manager')).status).toBe(204);
    expect(ends).toEqual([['9999-12-30'], ['0001-01-01']]);
  });

  it('stands in the calendar at its local time, whatever the clocks do', async () => {
    const { status, body } = await call('POST', '/maintenance-windows', 'manager', given);
    expect([status, body]).toMatchObject([201, { ...given, serverIds: [], version: 1 }]);
    const calendar = (from: string, to: string) =>
      call('GET', `/maintenance-windows/calendar?from=${from}&to=${to}`, 'user');
    const spring = await calendar('2027-03-20T00:00:00Z', '2027-04-05T00:00:00Z');
    expect(spring.body.items.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
      '2027-03-21T01:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
      '2027-04-04T00:30:00.000Z',
    ]);
    expect(spring.body.items[0]).toMatchObject({
      windowId: body.id,
      name: 'Updates',
      endsAt: '2027-03-21T02:30:00.000Z',
    });
    expect(fieldOf(await calendar('2027-01-01T00:00:00Z', '2029-01-01T00:00:00Z'))).toEqual([422, 'to']);
  });

  it('is edited by those who have seen it, and goes', async () => {
    const { body } = await call('POST', '/maintenance-windows', 'manager', given);
    const path = `/maintenance-windows/${body.id}`;
    const once = { kind: 'once', startsAt: ahead(1), endsAt: ahead(2) };
    const edited = await call('PATCH', path, 'manager', { schedule: once }, { 'if-match': '"1"' });
    expect(edited.body).toMatchObject({ schedule: once, version: 2 });
    expect((await call('PATCH', path, 'manager', { name: 'x' }, { 'if-match': '"1"' })).status).toBe(412);
    expect(fieldOf(await call('PATCH', path, 'manager', { labels: {} }))).toEqual([422, 'labels']);
    expect((await call('GET', '/maintenance-windows?q=updates', 'user')).body.items[0]).toEqual(edited.body);
    expect((await call('DELETE', path, 'manager')).status).toBe(204);
    expect((await call('GET', path, 'user')).status).toBe(404);
    expect(await told('maintenance-window', body.id)).toEqual(['delete', 'update', 'create']);
  });

  it('stays as it is when a server it names is gone', async () => {
    const server = await enterServer(amiral);
    const { body } = await call('POST', '/maintenance-windows', 'manager', { ...given, serverIds: [server.id] });
    await amiral.dataSource.query('DELETE FROM servers WHERE id = $1', [server.id]);
    const path = `/maintenance-windows/${body.id}`;
    expect((await call('PATCH', path, 'manager', { name: 'Other', serverIds: [server.id] })).status).toBe(200);
    const added = [server.id, UNKNOWN];
    expect(fieldOf(await call('PATCH', path, 'manager', { serverIds: added }))).toEqual([422, 'serverIds.1']);
  });

  it.each([
    ['schedule.timeZone', { schedule: { ...weekly, timeZone: 'Mars/Olympus' } }],
    ['schedule.at', { schedule: { ...weekly, at: '24:00' } }],
    ['schedule.days', { schedule: { ...weekly, days: [] } }],
    ['schedule.endsAt', { schedule: { kind: 'once', startsAt: ahead(2), endsAt: ahead(1) } }],
    ['schedule.until', { schedule: { ...weekly, from: '2037-06-01T00:00:00Z', until: '2037-01-01T00:00:00Z' } }],
    ['schedule.until', { schedule: { ...weekly, until: '2020-01-01T00:00:00Z' } }],
    // From a Monday to the Saturday after it, no Sunday.
    ['schedule.until', { schedule: { ...weekly, from: '2037-06-01T00:00:00Z', until: '2037-06-06T00:00:00Z' } }],
    [
      'schedule.endsAt',
      { schedule: { kind: 'once', startsAt: '2020-01-01T00:00:00Z', endsAt: '2020-01-02T00:00:00Z' } },
    ],
    ['serverIds.0', { serverIds: [UNKNOWN] }],
    ['labels', { labels: {} }],
  ])('is refused when %s is wrong: %j', async (field, changes) => {
    expect(fieldOf(await call('POST', '/maintenance-windows', 'manager', { ...given, ...changes }))).toEqual([
      422,
      field,
    ]);
  });
});
