import { eventually, startApp, type TestApp } from '../support/app';
import { enterServer, keepProbesAway } from '../support/servers';
import { Client } from 'pg';

const UNKNOWN_ID = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

describe('reordering the servers', () => {
  let amiral: TestApp;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
    for (const code of ['a', 'b', 'c', 'd', 'e']) ids[code] = (await enterServer(amiral, { code })).id;
  });
  afterAll(async () => {
    await amiral.stop();
  });
  beforeEach(async () => {
    await amiral.dataSource.query('UPDATE servers SET sequence = 10, version = 1');
  });

  const reorder = (code: string, body: unknown) =>
    amiral.call('POST', `/servers/${ids[code] ?? code}/reorder`, { as: 'manager', body });
  const rows = async () =>
    (await amiral.call('GET', '/servers', { as: 'user' })).body.items as {
      code: string;
      sequence: number;
      version: number;
    }[];
  const order = async () => (await rows()).map(({ code }) => code).join('');

  it.each([
    ['e', { before: 'a' }, 'eabcd'],
    ['e', { after: 'a' }, 'aebcd'],
    ['a', { after: 'e' }, 'bcdea'],
    ['a', { before: 'e' }, 'bcdae'],
    ['c', { before: 'b' }, 'acbde'],
    ['c', { after: 'd' }, 'abdce'],
  ])('puts %s where %j says, when all stand at the same position', async (code, place, expected) => {
    const body = Object.fromEntries(Object.entries(place).map(([side, other]) => [side, ids[other]]));
    const answer = await reorder(code, body);
    expect(answer).toMatchObject({ status: 200, body: { code, version: 2 } });
    expect(await order()).toBe(expected);
  });

  it('moves nobody else while there is room', async () => {
    await amiral.dataSource.query(`UPDATE servers SET sequence = 10 * (ascii(code) - 96)`);
    await reorder('e', { after: ids['b'] });
    expect((await rows()).map(({ code, sequence }) => [code, sequence])).toEqual([
      ['a', 10],
      ['b', 20],
      ['e', 25],
      ['c', 30],
      ['d', 40],
    ]);
  });

  it('shifts those behind where there is none, and touches only the version of the one that was moved', async () => {
    await amiral.dataSource.query(`UPDATE servers SET sequence = ascii(code) - 96`);
    await reorder('e', { before: ids['c'] });
    expect(await order()).toBe('abecd');
    expect((await rows()).map(({ code, version }) => code + String(version))).toEqual(['a1', 'b1', 'e2', 'c1', 'd1']);
  });

  it('is written down with the position before and after, and not at all when nothing moves', async () => {
    const journal = async () =>
      (await amiral.call('GET', `/events?action=reorder&subjectId=${ids['d'] ?? ''}`, { as: 'manager' })).body;
    const { total } = await journal();
    expect((await reorder('d', { after: ids['c'] })).body).toMatchObject({ version: 1 });
    expect((await journal()).total).toBe(total);
    await reorder('d', { before: ids['a'] });
    expect((await journal()).items[0]).toMatchObject({
      action: 'reorder',
      subjectName: 'd',
      changes: [{ field: 'sequence', before: 10, after: 0 }],
    });
  });

  it('tells the monitor nothing, however many make room', async () => {
    const listener = new Client(amiral.databaseUrl);
    await listener.connect();
    const told: string[] = [];
    listener.on('notification', ({ payload }) => told.push(payload ?? ''));
    await listener.query('LISTEN amiral_server');
    await reorder('e', { after: ids['a'] });
    await amiral.dataSource.query(`SELECT pg_notify('amiral_server', 'the end')`);
    await eventually(
      () => Promise.resolve(told),
      (heard) => heard.includes('the end'),
    );
    expect(told).toEqual(['the end']);
    await listener.end();
  });

  it('leaves a consistent order when many reorder and edit at once', async () => {
    const codes = Object.keys(ids);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => {
        const [code = '', other = ''] = [codes[at % 5], codes[(at + 1 + (at % 4)) % 5]];
        if (at % 8 === 7)
          return amiral.call('PATCH', `/servers/${ids[code] ?? ''}`, {
            as: 'manager',
            body: { description: String(at) },
          });
        return reorder(code, { [at % 2 ? 'before' : 'after']: ids[other] });
      }),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    const positions = (await rows()).map(({ sequence }) => sequence);
    expect(new Set(positions).size).toBe(5);
    await reorder('a', { before: ids['e'] });
    expect(await order()).toContain('ae');
  });

  it.each([
    ['neither side', () => ({}), 'before'],
    ['both sides', () => ({ before: ids['a'], after: ids['b'] }), 'before'],
    ['itself', () => ({ after: ids['c'] }), 'after'],
    ['one that is not there', () => ({ before: UNKNOWN_ID }), 'before'],
    ['no id', () => ({ before: 'first' }), 'before'],
    ['another field', () => ({ before: ids['a'], position: 1 }), 'position'],
  ])('refuses %s', async (_what, body, field) => {
    const answer = await reorder('c', body());
    expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
  });

  it('finds no server under an unknown id, and none under a malformed one', async () => {
    expect((await reorder(UNKNOWN_ID, { before: ids['a'] })).status).toBe(404);
    expect((await reorder('first', { before: ids['a'] })).status).toBe(400);
  });

  it('is refused to a user', async () => {
    const path = `/servers/${ids['a'] ?? ''}/reorder`;
    const body = { after: ids['b'] };
    expect((await amiral.call('POST', path, { as: 'user', body })).status).toBe(403);
    expect((await amiral.call('POST', path, { body })).status).toBe(401);
  });
});
