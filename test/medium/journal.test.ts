import { DataSource } from 'typeorm';
import type { Actor } from '../../src/auth/actor';
import { newId, SystemClock } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { KeyRing } from '../../src/database/secrets';
import { AMIRAL, Journal, type JournalFact } from '../../src/journal/journal.service';
import { ENTITIES } from '../../src/schema';
import { Copies } from '../../src/servers/copies/copies.service';
import { ServersQueries } from '../../src/servers/servers.queries';
import { ServersService } from '../../src/servers/servers.service';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ANY_ADDRESS } from '../support/servers';

const actor = {
  id: newId(),
  name: 'Léa',
  requestId: 'request-1',
  ip: '192.0.2.1',
  must: () => undefined,
} as unknown as Actor;

describe('the journal in the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const journal = new Journal(new SystemClock());
  let servers: ServersService;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 4)).initialize();
    const ring = new KeyRing([Buffer.alloc(32, 7).toString('base64')]);
    servers = new ServersService(dataSource, new ServersQueries(dataSource), ring, journal, ANY_ADDRESS, new Copies());
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const rows = (where = 'true', values: unknown[] = []) =>
    dataSource.query<Record<string, unknown>[]>(`SELECT * FROM journal WHERE ${where} ORDER BY id`, values);
  const enter = (code: string) =>
    servers.create(actor, { name: code, code, serverUrl: `http://${code}`, dbPassword: 'x' });

  it.each([
    'UPDATE journal SET actor_name = $$nobody$$',
    'DELETE FROM journal',
    'TRUNCATE journal',
    'DELETE FROM journal WHERE false',
  ])('refuses %s', async (statement) => {
    const fact: JournalFact = { action: 'update', subjectType: 'plan', subjectId: null, subjectName: 'n' };
    await journal.write(dataSource.manager, AMIRAL, fact);
    const before = await rows();
    await expect(dataSource.query(statement)).rejects.toMatchObject({
      driverError: { code: '23001', message: expect.stringContaining('append-only') as unknown },
    });
    expect(await rows()).toEqual(before);
  });

  it('tells of a change who made it, from where, and each field before and after', async () => {
    const { id } = await enter('told');
    await servers.update(actor, id, null, { name: 'Told again', maxInstances: 7, labels: { rack: '2' } });
    const [created, updated] = await rows('subject_id = $1', [id]);
    const by = {
      actor_id: actor.id,
      actor_name: 'Léa',
      request_id: 'request-1',
      ip: '192.0.2.1',
      subject_type: 'server',
    };
    expect(created).toMatchObject({ ...by, action: 'create', subject_name: 'told' });
    expect(created?.['changes']).toEqual(
      expect.arrayContaining([
        { field: 'code', before: null, after: 'told' },
        { field: 'serverUrl', before: null, after: 'http://told' },
        { field: 'maxInstances', before: null, after: 100 },
        { field: 'dbPassword', before: null, after: '(secret)' },
      ]),
    );
    expect(updated).toMatchObject({ ...by, action: 'update' });
    expect(updated?.['changes']).toEqual([
      { field: 'name', before: 'told', after: 'Told again' },
      { field: 'maxInstances', before: 100, after: 7 },
      { field: 'labels', before: {}, after: { rack: '2' } },
    ]);
  });

  it('tells of a moved origin that passwords were cleared', async () => {
    const { id } = await enter('moved');
    await servers.update(actor, id, null, { serverUrl: 'http://moved-away' });
    const [, updated] = await rows('subject_id = $1', [id]);
    expect(updated?.['changes']).toContainEqual({ field: 'dbPassword', before: '(secret)', after: null });
  });

  it('says nothing of an edit that changed nothing', async () => {
    const { id } = await enter('same');
    await servers.update(actor, id, null, { name: 'same' });
    expect(await rows('subject_id = $1', [id])).toHaveLength(1);
  });

  it('says nothing of a change that failed', async () => {
    await enter('first');
    const { id } = await enter('second');
    const before = await rows();
    await expect(enter('first')).rejects.toThrow('servers_code_key');
    await expect(servers.update(actor, id, null, { code: 'first' })).rejects.toThrow('servers_code_key');
    await expect(servers.update(actor, id, 9, { name: 'stale' })).rejects.toThrow('read it again');
    expect(await rows()).toEqual(before);
  });

  it('says nothing of a change that fails at the very end', async () => {
    const { id } = await enter('uncommitted');
    const before = await rows();
    await dataSource.query(`
      CREATE FUNCTION fail_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$;
      CREATE CONSTRAINT TRIGGER fail_at_the_end AFTER INSERT OR UPDATE OR DELETE ON servers
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail_at_the_end()`);
    await expect(enter('never')).rejects.toThrow('not today');
    await expect(servers.update(actor, id, null, { name: 'never' })).rejects.toThrow('not today');
    await expect(servers.delete(actor, id, null)).rejects.toThrow('not today');
    await dataSource.query('DROP FUNCTION fail_at_the_end CASCADE');
    expect(await rows()).toEqual(before);
  });

  it('keeps a change from happening that it cannot write down', async () => {
    const { id } = await enter('unwritten');
    await dataSource.query(`ALTER TABLE journal ADD CONSTRAINT full_up CHECK (action <> 'delete') NOT VALID`);
    await expect(servers.delete(actor, id, null)).rejects.toThrow('full_up');
    await expect(servers.update(actor, id, null, { name: 'still here' })).resolves.toMatchObject({ version: 2 });
    await dataSource.query('ALTER TABLE journal DROP CONSTRAINT full_up');
    await servers.delete(actor, id, null);
    expect((await rows('subject_id = $1', [id])).map(({ action }) => action)).toEqual(['create', 'update', 'delete']);
  });
});
