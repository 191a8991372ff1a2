import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Channel } from '../../src/channels/channel.entity';
import { DeliveriesCleanup } from '../../src/channels/deliveries-cleanup';
import { GoneChannels } from '../../src/channels/gone.service';
import type { DeliveryResult } from '../../src/channels/job';
import type { Notice } from '../../src/channels/notice';
import { Notices } from '../../src/channels/notices.service';
import { LEASE_MS, Outbox } from '../../src/channels/outbox.service';
import { newId, SystemClock } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import type { Sealed } from '../../src/database/secrets';
import { Journal } from '../../src/journal/journal.service';
import { ENTITIES } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { noticeOf, sendToAll } from '../support/notices';

const GOOD: DeliveryResult = { ok: true, ms: 12.4, status: 200, error: null, askedMs: null, leftTo: null, gone: false };
const BAD: DeliveryResult = { ...GOOD, ok: false, ms: 9, status: 500, error: 'The receiver answered HTTP 500.' };
const NOBODY = new Map<string, number>();

function outboxOn(dataSource: DataSource): Outbox {
  const clock = new SystemClock();
  return new Outbox(dataSource, new GoneChannels(dataSource, clock, new Notices(), new Journal(clock)));
}

describe('the outbox', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let other: DataSource;
  let outbox: Outbox;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 4)).initialize();
    other = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 4)).initialize();
    outbox = outboxOn(dataSource);
  });
  afterAll(async () => {
    await other.destroy();
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await dataSource.query('DELETE FROM channels');
    await dataSource.query('DELETE FROM notices');
  });

  const enter = async (facts: Partial<Channel> = {}) => {
    const id = newId();
    const secrets = randomBytes(8).toString('hex') as Sealed;
    await dataSource.manager.insert(Channel, { id, name: id, kind: 'webhook', settings: {}, secrets, ...facts });
    return id;
  };
  const send = (facts: Partial<Notice> = {}) =>
    dataSource.transaction((tx) => sendToAll(tx, new Notices(), noticeOf(facts)));
  const rows = (table = 'deliveries', order = 'created_at') =>
    dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${table} ORDER BY ${order}`);
  const attempts = () => rows('delivery_attempts', 'number');
  const makeDue = () => dataSource.query(`UPDATE deliveries SET due_at = now()`);
  const claim = (most = 10, perChannel = 4) => outbox.claim(most, perChannel, NOBODY);

  it('writes an attempt down before it is made and closes it after', async () => {
    await enter();
    await send();
    const [job] = await claim();
    expect(await attempts()).toMatchObject([{ id: job?.attemptId, number: 1, ended_at: null, ok: null }]);
    expect(await claim()).toEqual([]);
    await outbox.settle(job as never, GOOD);
    expect(await attempts()).toMatchObject([{ ended_at: expect.any(Date), ok: true, ms: 12, status: 200 }]);
    expect(await rows()).toMatchObject([{ state: 'delivered', settled_at: expect.any(Date) }]);
  });

  it('offers again what a dead process had claimed, and lets its late answer settle nothing', async () => {
    await enter();
    await send();
    const [dead] = await claim();
    const [delivery] = await rows();
    const left = (delivery?.['due_at'] as Date).getTime() - Date.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(LEASE_MS);
    await makeDue();
    const [heir] = await outboxOn(other).claim(10, 4, NOBODY);
    expect(heir).toMatchObject({ number: 2, deliveryId: dead?.deliveryId, notice: { id: dead?.notice.id } });
    expect(await attempts()).toMatchObject([
      { ok: false, error: expect.stringMatching(/ended before the answer came/) },
      { ended_at: null },
    ]);
    await outbox.settle(dead as never, GOOD);
    expect(await rows()).toMatchObject([{ state: 'pending' }]);
    expect(await attempts()).toMatchObject([{ ok: false }, { ended_at: null }]);
    await outbox.settle(heir as never, GOOD);
    expect(await rows()).toMatchObject([{ state: 'delivered' }]);
  });

  it('gives each delivery to one process only', async () => {
    for (let n = 0; n < 5; n++) await enter();
    for (let n = 0; n < 20; n++) await send();
    const theirs = outboxOn(other);
    const ids: string[] = [];
    // One passes over what the other holds at that moment, so it takes rounds.
    while (ids.length < 100) {
      const claimers = [outbox, theirs, outbox, theirs];
      const round = (await Promise.all(claimers.map((one) => one.claim(7, 3, NOBODY)))).flat();
      expect(round).not.toEqual([]);
      ids.push(...round.map(({ deliveryId }) => deliveryId));
    }
    expect(new Set(ids).size).toBe(100);
  });

  it('gives no channel more than its share, counting what is under way already', async () => {
    const [full, free] = [await enter(), await enter()];
    for (let n = 0; n < 6; n++) await send();
    const jobs = await outbox.claim(10, 4, new Map([[full, 3]]));
    const count = (id: string) => jobs.filter(({ channelId }) => channelId === id).length;
    expect([count(full), count(free)]).toEqual([1, 4]);
    expect(
      await outbox.claim(
        10,
        4,
        new Map([
          [full, 4],
          [free, 5],
        ]),
      ),
    ).toEqual([]);
  });

  it('keeps the order of a thread, in one transaction too, and lets other threads pass', async () => {
    await enter();
    await dataSource.transaction(async (tx) => {
      for (const title of ['a1', 'a2', 'a3']) await sendToAll(tx, new Notices(), noticeOf({ threadKey: 'a', title }));
    });
    await send({ threadKey: 'b', title: 'b1' });
    const titles: string[] = [];
    for (let round = 0; round < 3; round++) {
      const jobs = await claim();
      titles.push(jobs.map(({ notice }) => notice.title).join());
      for (const job of jobs) await outbox.settle(job, GOOD);
    }
    expect(titles).toEqual(['a1,b1', 'a2', 'a3']);
  });

  it('waits longer after each failure, and fails what is a day old', async () => {
    await enter();
    await send();
    for (const [least, less] of [
      [10, 30],
      [30, 60],
      [60, 300],
    ] as const) {
      const [job] = await claim();
      await outbox.settle(job as never, BAD);
      const [row] = await dataSource.query<{ wait: number }[]>(
        `SELECT CAST(extract(epoch FROM d.due_at - a.started_at) AS float8) AS wait
           FROM deliveries d JOIN delivery_attempts a ON a.delivery_id = d.id AND a.number = d.attempts`,
      );
      expect(row?.wait).toBeGreaterThanOrEqual(least);
      expect(row?.wait).toBeLessThan(less);
      await makeDue();
    }
    await dataSource.query(`UPDATE deliveries SET give_up_at = now() + interval '1 min'`);
    const [job] = await claim();
    await outbox.settle(job as never, BAD);
    expect(await rows()).toMatchObject([{ state: 'failed', settled_at: expect.any(Date), attempts: 4 }]);
    expect(await claim()).toEqual([]);
  });

  it('tries again what was planned by a clock that has been put back, and leaves what waits by this one', async () => {
    await enter();
    await send({ title: 'before' });
    for (const job of await claim()) await outbox.settle(job, BAD);
    await dataSource.query(
      `UPDATE deliveries SET due_at = due_at + interval '5 h', created_at = created_at + interval '5 h'`,
    );
    await dataSource.query(`UPDATE delivery_attempts SET ended_at = ended_at + interval '5 h'`);
    await send({ title: 'after' });
    for (const job of await claim()) await outbox.settle(job, BAD);
    expect(await claim()).toEqual([]);
    await outbox.catchUp();
    expect((await claim()).map(({ notice }) => notice.title)).toEqual(['before']);
  });

  it('holds what a disabled channel was to get, and gives it up when its day is over', async () => {
    const id = await enter();
    await send();
    await dataSource.manager.update(Channel, { id }, { enabled: false });
    expect(await claim()).toEqual([]);
    await outbox.expire();
    expect(await rows()).toMatchObject([{ state: 'pending' }]);
    await dataSource.query(`UPDATE deliveries SET give_up_at = now() - interval '2 min'`);
    await outbox.expire();
    expect(await rows()).toMatchObject([{ state: 'failed' }]);
  });

  it('tries what waits for a channel at once when that has changed, but not what is under way', async () => {
    const id = await enter();
    await send({ title: 'waiting' });
    const [first] = await claim();
    await outbox.settle(first as never, BAD);
    await send({ title: 'under way' });
    expect((await claim()).map(({ notice }) => notice.title)).toEqual(['under way']);
    await dataSource.transaction((tx) => outbox.retryNow(tx, id));
    expect((await claim()).map(({ notice }) => notice.title)).toEqual(['waiting']);
  });

  it('removes what was delivered 90 days ago, with the notices nobody waits for, and keeps what failed', async () => {
    await enter();
    const old = new Date(Date.now() - 91 * 86_400_000);
    for (const title of ['old', 'failed', 'new']) await send({ title, at: title === 'new' ? new Date() : old });
    for (const job of await claim()) await outbox.settle(job, GOOD);
    const age = `UPDATE deliveries SET settled_at = $1, state = $2 WHERE notice_id IN (SELECT id FROM notices WHERE title = $3)`;
    await dataSource.query(age, [old, 'delivered', 'old']);
    await dataSource.query(age, [old, 'failed', 'failed']);
    await new DeliveriesCleanup(dataSource, outbox).removeOld();
    expect((await rows('notices', 'title')).map(({ title }) => title)).toEqual(['failed', 'new']);
    expect(await rows()).toHaveLength(2);
    expect(await attempts()).toHaveLength(2);
  });
});
