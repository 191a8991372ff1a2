import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteRestored } from '../../src/restored';
import { Provisioning } from '../support/provisioning';

interface Row {
  instanceId: string;
  serverId: string;
  name: string;
  standing: string;
}

describe('what Amiral knows, compared with what servers have', () => {
  let our: Provisioning;
  let dataDir: string;
  beforeAll(async () => {
    our = await Provisioning.start({ version: '19.0' }, 2);
    dataDir = await mkdtemp(join(tmpdir(), 'amiral-restored-'));
  });
  afterAll(async () => {
    await our.stop();
    await rm(dataDir, { recursive: true });
  });

  const reconciliation = async () => (await our.amiral.call('GET', '/operations/reconciliation', { as: 'admin' })).body;
  const fleetId = async () => (await our.query<{ id: string }>('SELECT id FROM fleet_identity'))[0]?.id;
  const mark = () => join(dataDir, 'restored-from-backup');

  it('tells what is there, what is missing, whose it is, and which server did not say', async () => {
    const [first = '', second = ''] = our.serverIds;
    const [one, lost, other, dark] = [
      (await our.provisioned({ serverId: first })).instance,
      (await our.provisioned({ serverId: first })).instance,
      (await our.provisioned({ serverId: first })).instance,
      (await our.provisioned({ serverId: second })).instance,
    ];
    our.odoo.databases.delete(lost.databaseName);
    our.odoo.databases.add('a-stranger');
    our.odoo.database(other.databaseName).setParameter('amiral.fleet', '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b');
    await our.odoos[1]?.stop();
    expect((await our.amiral.call('GET', '/operations/reconciliation', { as: 'manager' })).status).toBe(403);
    const { servers, instances, copies } = await reconciliation();
    const seen = (id: string) => instances.find(({ instanceId }: Row) => instanceId === id);
    expect(seen(one.id)).toMatchObject({ standing: 'there', fleet: 'ours', databaseName: one.databaseName });
    expect(seen(lost.id)).toMatchObject({ standing: 'missing', fleet: null });
    expect(seen(other.id)).toMatchObject({ standing: 'there', fleet: 'another' });
    expect(seen(dark.id)).toMatchObject({ standing: 'unknown', fleet: null });
    const server = (id: string) => servers.find(({ serverId }: Row) => serverId === id);
    expect(server(first)).toMatchObject({ code: null, unrecorded: ['a-stranger', 'template_base'] });
    expect(server(second)).toMatchObject({ unrecorded: [] });
    expect(server(second).code).not.toBeNull();
    expect(copies.find(({ name }: Row) => name === lost.databaseName)).toMatchObject({
      role: 'live',
      standing: 'missing',
    });
  });

  it('is read before operations go on, once Amiral was restored from a backup', async () => {
    const before = await fleetId();
    await noteRestored(our.amiral.dataSource, dataDir);
    expect([await fleetId(), (await our.amiral.call('GET', '/operations/pause', { as: 'admin' })).body.paused]).toEqual(
      [before, false],
    );
    await writeFile(mark(), '');
    await noteRestored(our.amiral.dataSource, dataDir);
    await expect(access(mark())).rejects.toThrow('ENOENT');
    expect(await fleetId()).not.toBe(before);
    expect((await our.amiral.call('GET', '/operations/pause', { as: 'admin' })).body.pauses).toMatchObject([
      { serverId: null, authorId: null, authorName: 'amiral' },
    ]);
    const refused = await our.post('/operations/unpause', {}, 'admin');
    expect([refused.status, refused.body.code]).toEqual([409, 'not-reconciled']);
    await our.post('/operations/pause', { reason: 'said again' }, 'admin');
    expect((await our.post('/operations/unpause', {}, 'admin')).status).toBe(409);
    await reconciliation();
    const unpaused = await our.post('/operations/unpause', {}, 'admin');
    expect([unpaused.status < 300, unpaused.body.pauses]).toEqual([true, []]);
  });
});
