import { Notices } from '../../src/channels/notices.service';
import { AlertsBench, evaluatorOn } from '../support/alerts';

const MINUTE = 60;

let bench: AlertsBench;
beforeAll(async () => {
  bench = await AlertsBench.start();
});
afterAll(async () => {
  await bench.stop();
});
beforeEach(async () => {
  await bench.fresh(4);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an outage of two servers', () => {
  it('is two incidents and two alerts, one notice, and one of the end', async () => {
    await bench.down(0, 2, 0);
    await bench.look(1, 5);
    expect(await bench.told()).toEqual([]);
    await bench.look(11, 12, 30);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 2 }]);
    expect(await bench.rows('incidents')).toMatchObject([
      { server_id: bench.ids[0], opened_at: bench.at(0), closed_at: null, changes: 1 },
      { server_id: bench.ids[1], opened_at: bench.at(0), closed_at: null, changes: 1 },
    ]);
    await bench.up(0, 2, 40);
    await bench.look(41, 90);
    expect(await bench.told()).toHaveLength(1);
    await bench.look(102, 113, 200);
    expect(await bench.told()).toEqual([
      { kind: 'firing', alerts: 2 },
      { kind: 'resolved', alerts: 2 },
    ]);
    expect(await bench.rows('incidents')).toMatchObject([
      { ended_at: bench.at(40), closed_at: bench.at(102), close_reason: 'recovered', changes: 2 },
      { changes: 2 },
    ]);
    expect((await bench.rows('alerts')).map(({ state, settled }) => [state, settled])).toEqual([
      ['resolved', true],
      ['resolved', true],
    ]);
  });

  it('is named by what the servers have in common', async () => {
    const send = jest.spyOn(Notices.prototype, 'send');
    await bench.down(0, 2);
    await bench.look(1, 12);
    expect(send.mock.calls.map(([, { title, severity }]) => [title, severity])).toEqual([
      ['2 servers in rack=rack-2: server critical', 'critical'],
    ]);
  });

  it('is told once by two processes that judge at the same time, over and over', async () => {
    const other = evaluatorOn(bench.dataSource);
    await bench.down(0, 2);
    for (const seconds of [1, 11, 12, 13]) {
      await Promise.all(
        [bench.evaluator, other, bench.evaluator, other].map((each) => each.evaluate(bench.at(seconds))),
      );
    }
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 2 }]);
    expect(await bench.rows('alerts')).toHaveLength(2);
    expect(await bench.rows('incidents')).toHaveLength(2);
  });

  it('is told once when the process dies while it tells, and never again by the next one', async () => {
    await bench.down(0, 2);
    await bench.look(1);
    const before = await bench.rows('alerts');
    jest.spyOn(Notices.prototype, 'send').mockRejectedValueOnce(new Error('killed'));
    await expect(bench.look(11)).rejects.toThrow('killed');
    expect([await bench.told(), await bench.rows('alerts')]).toEqual([[], before]);
    await evaluatorOn(bench.dataSource).evaluate(bench.at(12));
    await evaluatorOn(bench.dataSource).evaluate(bench.at(13));
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 2 }]);
  });

  it('is escalated once and repeated, also over restarts', async () => {
    await bench.down(0, 2);
    await bench.look(0, 10);
    for (const seconds of [14 * MINUTE, 16 * MINUTE, 17 * MINUTE, 239 * MINUTE, 241 * MINUTE, 242 * MINUTE]) {
      await evaluatorOn(bench.dataSource).evaluate(bench.at(seconds));
    }
    expect((await bench.told()).map(({ kind }) => kind)).toEqual(['firing', 'escalation', 'repeat']);
  });
});

describe('what people do to a server', () => {
  it.each([
    ['maintenance', `UPDATE servers SET lifecycle = 'maintenance' WHERE id = $1`],
    ['deactivated', `UPDATE servers SET lifecycle = 'disabled' WHERE id = $1`],
    ['archived', `UPDATE servers SET lifecycle = 'disabled', archived = true WHERE id = $1`],
    ['deleted', `DELETE FROM servers WHERE id = $1`],
  ])('closes its incident as %s at once, and tells that, not that it is well', async (reason, sql) => {
    await bench.down(0, 1);
    await bench.look(0, 10);
    await bench.dataSource.query(sql, [bench.ids[0]]);
    await bench.look(20, 31);
    expect(await bench.rows('incidents')).toMatchObject([
      { close_reason: reason, server_code: expect.any(String) as string },
    ]);
    expect((await bench.told()).map(({ kind }) => kind)).toEqual(['firing', 'withdrawn']);
    expect(await bench.rows('alerts')).toMatchObject([
      { end_reason: reason, end_note: reason === 'maintenance' ? 'in maintenance' : reason },
    ]);
  });

  it('keeps a server in maintenance quiet', async () => {
    await bench.turn(0, 1, { lifecycle: 'maintenance', reachability: 'unreachable', health_status: 'critical' });
    await bench.look(0, 20, 900);
    expect([await bench.told(), await bench.rows('incidents'), await bench.rows('alerts')]).toEqual([[], [], []]);
  });
});

describe('a server that comes and goes', () => {
  it('is one incident, and one call', async () => {
    for (let n = 0; n < 6; n++) {
      await bench.down(0, 1, n * 60);
      await bench.look(n * 60 + 1, n * 60 + 12);
      await bench.up(0, 1, n * 60 + 20);
      await bench.look(n * 60 + 21);
    }
    await bench.look(600, 1200);
    expect(await bench.rows('incidents')).toMatchObject([{ flapping: true, changes: 12, closed_at: null }]);
    expect((await bench.told()).filter(({ kind }) => kind === 'firing')).toHaveLength(1);
    await bench.look(320 + 30 * MINUTE - 1);
    expect(await bench.rows('incidents')).toMatchObject([{ closed_at: null }]);
    await bench.look(320 + 30 * MINUTE + 1, 400 + 30 * MINUTE);
    expect(await bench.rows('incidents')).toMatchObject([{ flapping: false, close_reason: 'recovered' }]);
    expect((await bench.told()).at(-1)).toEqual({ kind: 'resolved', alerts: 1 });
  });
});

describe('a frozen monitor', () => {
  const freeze = (frozen: boolean) =>
    bench.dataSource.query(`UPDATE health_panic SET frozen = $1, failing = 3, counted = 4, reason = 'many-failing'`, [
      frozen,
    ]);

  it('is one notice and an incident of its own, and nothing else begins or ends', async () => {
    await bench.down(3, 4);
    await bench.look(0, 10);
    await freeze(true);
    await bench.up(3, 4, 20);
    await bench.turn(0, 3, { health_status: 'unknown' }, 20);
    await bench.look(20, 31, 100, 700);
    expect(await bench.told()).toEqual([
      { kind: 'firing', alerts: 1 },
      { kind: 'firing', alerts: 1 },
    ]);
    expect(await bench.rows('incidents')).toMatchObject([
      { server_id: bench.ids[3], closed_at: null },
      { server_id: null, closed_at: null, cause: expect.stringContaining('3 of 4 servers fail at once') as string },
    ]);
    await freeze(false);
    await bench.look(710, 771, 782);
    expect((await bench.told()).slice(2)).toEqual([
      { kind: 'resolved', alerts: 1 },
      { kind: 'resolved', alerts: 1 },
    ]);
  });
});
