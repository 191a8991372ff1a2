import { Provisioning } from '../support/provisioning';

interface Row {
  id: string;
  name: string;
}

describe('databases that serve nobody any more', () => {
  let our: Provisioning;
  beforeAll(async () => {
    our = await Provisioning.start({ version: '19.0' });
  });
  afterAll(() => our.stop());

  const ended = async () => {
    const { instance } = await our.provisioned();
    await our.done(
      `/instances/${instance.id}/terminate`,
      { database: 'drop', withoutBackup: true, confirm: instance.name },
      'admin',
    );
    return our.read(`/instances/${instance.id}`);
  };
  const listed = async (name: string) => (await our.read('/copies')).items.find((row: Row) => row.name === name);

  it('are listed with why they are there and when they go; what customers work in is not', async () => {
    const { instance } = await our.provisioned();
    expect(await listed(instance.databaseName)).toBeUndefined();
    const old = await ended();
    expect(await listed(old.databaseName)).toMatchObject({
      ...{ why: 'terminated', role: 'live', instanceId: old.id, instanceName: old.name, serverId: old.serverId },
      dropAfter: old.purgeAfter,
    });
  });

  it('keep their server in service, and go or are kept as an administrator says by their name', async () => {
    await our.query(`UPDATE servers SET max_instances = 100`);
    const old = await ended();
    const { id } = await listed(old.databaseName);
    const keep = `/copies/${String(id)}/keep`;
    expect((await our.post(keep, { confirm: old.databaseName })).status).toBe(403);
    expect((await our.post(keep, { confirm: 'another' }, 'admin')).body.errors[0].field).toBe('confirm');
    expect((await our.post(keep, { confirm: old.databaseName }, 'admin')).status).toBe(204);
    expect(await listed(old.databaseName)).toBeUndefined();
    expect((await our.read(`/instances/${old.id}`)).purgeAfter).toBeNull();
    expect((await our.post(`/instances/${old.id}/purge`, { confirm: old.name }, 'admin')).body.code).toBe(
      'nothing-to-purge',
    );
    expect(our.odoo.databases.has(old.databaseName)).toBe(true);
    expect((await our.post(keep, { confirm: old.databaseName }, 'admin')).status).toBe(404);
    const { body } = await our.amiral.call('GET', `/events?subjectId=${old.id}&action=keep`, { as: 'manager' });
    expect(body.total).toBe(1);
  });

  it('forbid to deactivate and to delete their server, which is told of its instances first', async () => {
    const serverId = await our.addServer({ version: '19.0' });
    const { instance } = await our.provisioned({ serverId });
    expect((await our.post(`/servers/${serverId}/deactivate`)).body.code).toBe('server-has-instances');
    await our.done(
      `/instances/${instance.id}/terminate`,
      { database: 'drop', withoutBackup: true, confirm: instance.name },
      'admin',
    );
    const refused = await our.post(`/servers/${serverId}/deactivate`);
    expect([refused.status, refused.body.code]).toEqual([409, 'server-has-copies']);
    await our.query(`UPDATE copies SET drop_after = NULL WHERE server_id = $1`, [serverId]);
    const deleted = await our.amiral.call('DELETE', `/servers/${serverId}`, { as: 'admin' });
    expect(deleted.status).toBe(409);
    await our.done(`/instances/${instance.id}/purge`, { confirm: instance.name }, 'admin');
    expect((await our.post(`/servers/${serverId}/deactivate`)).status).toBeLessThan(300);
  });
});
