import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Actor } from '../../src/auth/actor';
import { newId, SystemClock } from '../../src/common/clock';
import { dataSourceOptions } from '../../src/database/data-source';
import { KeyRing } from '../../src/database/secrets';
import { Journal } from '../../src/journal/journal.service';
import { rotateSecrets } from '../../src/rotate-secrets';
import { ENTITIES } from '../../src/schema';
import { Server } from '../../src/servers/server.entity';
import { openSecret, SERVER_SECRETS, type ServerSecret } from '../../src/servers/server.secrets';
import { Copies } from '../../src/servers/copies/copies.service';
import { ServersQueries } from '../../src/servers/servers.queries';
import { ServersService } from '../../src/servers/servers.service';
import { eventually } from '../support/app';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ANY_ADDRESS } from '../support/servers';

const actor = { id: newId(), name: 'Léa', requestId: 'r', ip: '192.0.2.1', must: () => undefined } as unknown as Actor;
const PLAIN = { serverPassword: 'ssh', dbPassword: 'pg', masterPassword: 'odoo' };

describe('sealed secrets in the database', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const [older, newest] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
  const ring = new KeyRing([older]);

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 4)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await dataSource.query('DELETE FROM servers');
  });

  const serviceWith = (keys: KeyRing) =>
    new ServersService(
      dataSource,
      new ServersQueries(dataSource),
      keys,
      new Journal(new SystemClock()),
      ANY_ADDRESS,
      new Copies(),
    );
  const enter = async (code: string) => {
    const { id } = await serviceWith(ring).create(actor, { name: code, code, serverUrl: `http://${code}`, ...PLAIN });
    return id;
  };
  const open = async (id: string, secret: ServerSecret, keys = ring) => {
    const server = await dataSource.manager.findOneByOrFail(Server, { id });
    return openSecret(id, secret, server[secret], keys);
  };

  it('open for the row and the column they were set on', async () => {
    const id = await enter('one');
    for (const secret of SERVER_SECRETS) expect(await open(id, secret)).toBe(PLAIN[secret]);
    await serviceWith(ring).update(actor, id, null, { masterPassword: null });
    expect(await open(id, 'masterPassword')).toBeNull();
  });

  it('do not open where somebody with access to the database has copied them', async () => {
    const [mine, theirs] = [await enter('mine'), await enter('theirs')];
    await dataSource.query(
      `UPDATE servers SET db_password = (SELECT db_password FROM servers WHERE id = $2), server_password = master_password
        WHERE id = $1`,
      [mine, theirs],
    );
    await expect(open(mine, 'dbPassword')).rejects.toThrow();
    await expect(open(mine, 'serverPassword')).rejects.toThrow();
    expect(await open(mine, 'masterPassword')).toBe('odoo');
  });

  it('are all sealed again by a rotation, and half-way through one still open', async () => {
    const ids = [await enter('a'), await enter('b'), await enter('c')];
    const both = new KeyRing([newest, older]);
    await serviceWith(both).update(actor, ids[0] ?? '', null, { dbPassword: 'changed' });
    expect(await open(ids[0] ?? '', 'dbPassword', both)).toBe('changed');
    expect(await rotateSecrets(dataSource, both)).toBe(8);
    const only = new KeyRing([newest]);
    for (const id of ids.slice(1)) {
      for (const secret of SERVER_SECRETS) expect(await open(id, secret, only)).toBe(PLAIN[secret]);
    }
    expect(await open(ids[0] ?? '', 'dbPassword', only)).toBe('changed');
  });

  it('are not put back by a rotation that meets an edit', async () => {
    const id = await enter('edited');
    const both = new KeyRing([newest, older]);
    const edit = dataSource.createQueryRunner();
    await edit.startTransaction();
    const now = ring.seal('edited meanwhile', `servers.dbPassword:${id}`);
    await edit.query('UPDATE servers SET db_password = $1 WHERE id = $2', [now, id]);
    const rotating = rotateSecrets(dataSource, both);
    const blocked = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(
      () => dataSource.query<unknown[]>(blocked),
      (rows) => rows.length > 0,
    );
    await edit.commitTransaction();
    await edit.release();
    expect(await rotating).toBe(3);
    expect(await open(id, 'dbPassword', new KeyRing([newest]))).toBe('edited meanwhile');
  });
});
