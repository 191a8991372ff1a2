import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { Listener } from '../../src/database/listener';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { startGate } from '../support/gate';

describe('the ear for NOTIFY', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let listener: Listener;
  const heard: string[] = [];
  let ups = 0;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, [], [], 2)).initialize();
    listener = new Listener(database.url);
    listener.on('deliveries', (payload) => heard.push(payload));
    listener.onUp(() => ups++);
    await listener.onApplicationBootstrap();
  });
  afterAll(async () => {
    await listener.onApplicationShutdown();
    await dataSource.destroy();
    await database.drop();
  });

  const say = (payload: string) => dataSource.query(`SELECT pg_notify('amiral_deliveries', $1)`, [payload]);
  const hangUp = () =>
    dataSource.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'amiral listener'`);

  it('hears what is said, in order, and nothing of other channels', async () => {
    await say('one');
    await dataSource.query(`SELECT pg_notify('other', 'x')`);
    await say('two');
    await eventually(
      () => Promise.resolve([...heard]),
      (all) => all.length === 2,
    );
    expect(heard).toEqual(['one', 'two']);
  });

  it('knows when it is deaf, comes back by itself, and says that it may have missed something', async () => {
    expect([listener.isUp, ups]).toEqual([true, 1]);
    await hangUp();
    await eventually(
      () => Promise.resolve(listener.isUp),
      (up) => !up,
    );
    await eventually(
      () => Promise.resolve(listener.isUp),
      (up) => up,
    );
    expect(ups).toBe(2);
    await say('three');
    await eventually(
      () => Promise.resolve(heard.at(-1)),
      (last) => last === 'three',
    );
  });

  it('notices a connection that a firewall has forgotten, of which nobody tells', async () => {
    const gate = await startGate(database.url);
    const far = new Listener(gate.url, 200);
    let farUps = 0;
    far.onUp(() => farUps++);
    await far.onApplicationBootstrap();
    gate.forget();
    await eventually(
      () => Promise.resolve(farUps),
      (times) => times === 2,
    );
    await far.onApplicationShutdown();
    await gate.shut();
  });

  it('leaves no connection behind when it is stopped while it comes back', async () => {
    const other = new Listener(database.url);
    const starting = other.onApplicationBootstrap();
    await other.onApplicationShutdown();
    await starting;
    expect(other.isUp).toBe(false);
    const open = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'amiral listener'`;
    await eventually(
      () => dataSource.query<unknown[]>(open),
      (rows) => rows.length === 1,
    );
  });
});
