import { PlacementService } from '../../src/servers/placement.service';
import { startApp, type TestApp } from '../support/app';
import { enterActive, enterServer, force, keepProbesAway } from '../support/servers';

describe('the best server for a new instance', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
  });
  afterAll(async () => {
    await amiral.stop();
  });
  beforeEach(async () => {
    await amiral.dataSource.query('DELETE FROM servers');
  });

  const best = (query = '') => amiral.call('GET', `/servers/available${query}`, { as: 'user' });
  const host = async (code: string, fields: Record<string, unknown> = {}, columns: Record<string, unknown> = {}) => {
    const { id } = await enterActive(amiral, { code, maxInstances: 10, ...fields });
    await force(amiral, id, { instance_count: 0, ...columns });
    return id;
  };

  it('is the one with the most available capacity, then free slots, then the sequence, then the code', async () => {
    await host('e', { sequence: 5 });
    await host('d', { sequence: 5 });
    const order = [
      await host('a-small-but-empty', { maxInstances: 2, sequence: 1 }),
      await host('b-half', { maxInstances: 100 }, { instance_count: 50 }),
    ];
    const winners: string[] = [];
    for (let left = 4; left > 0; left--) {
      const { status, body, headers } = await best();
      expect([status, headers.get('etag')]).toEqual([200, '"1"']);
      winners.push(body.code as string);
      await force(amiral, body.id as string, { cordoned: true });
    }
    expect(winners).toEqual(['d', 'e', 'a-small-but-empty', 'b-half']);
    expect(order).toHaveLength(2);
  });

  it('is shown whole, with what the caller may do', async () => {
    const id = await host('only', {}, { instance_count: 8 });
    const { body } = await best();
    expect(body).toMatchObject({ id, availableCapacity: 20, actions: [] });
    expect((await amiral.call('GET', '/servers/available', { as: 'manager' })).body.actions).toContain('cordon');
    expect(body).toEqual((await amiral.call('GET', `/servers/${id}`, { as: 'user' })).body);
  });

  it('comes with how many others were refused and why, when that is asked for', async () => {
    await host('best');
    await host('good', {}, { instance_count: 1 });
    await host('tight', {}, { instance_count: 9 });
    await host('shut', {}, { cordoned: true });
    const { body } = await best('?explain=true');
    expect(body).toMatchObject({ code: 'best', rejected: { state: 0, cordoned: 1, health: 0, capacity: 1 } });
    expect((await best('?explain=false')).body).not.toHaveProperty('rejected');
    expect((await best('?explain=perhaps')).status).toBe(422);
  });

  it('has at least 20 percent available unless told otherwise, the limit included', async () => {
    await host('tight', { maxInstances: 100 }, { instance_count: 81 });
    expect((await best()).status).toBe(404);
    expect((await best('?minCapacityPercent=19')).status).toBe(200);
    expect((await best('?minCapacityPercent=19.01')).status).toBe(404);
    expect((await best('?minCapacityPercent=0')).status).toBe(200);
  });

  it('has a free slot even when no capacity is asked for', async () => {
    await host('full', {}, { instance_count: 10 });
    const { status, body } = await best('?minCapacityPercent=0');
    expect([status, body.rejected]).toEqual([404, { state: 0, cordoned: 0, health: 0, capacity: 1 }]);
  });

  it('may have a warning, and is healthy first only by its capacity', async () => {
    await host('warned', {}, { health_status: 'warning' });
    expect((await best()).body.code).toBe('warned');
  });

  it('is told by 404 and the reasons of all others when there is none, each counted once for the first', async () => {
    await enterServer(amiral, { code: 'draft' });
    await enterServer(amiral, { code: 'archived' }).then(({ id }) => force(amiral, id, { archived: true }));
    await host('offline', {}, { reachability: 'unreachable', health_status: 'critical', cordoned: true });
    await host('maintained', {}, { lifecycle: 'maintenance' });
    await host('cordoned', {}, { cordoned: true, health_status: 'critical' });
    await host('unknown', {}, { health_status: 'unknown', instance_count: 10 });
    await host('critical', {}, { health_status: 'critical' });
    await host('full', {}, { instance_count: 9 });
    const { status, body } = await best();
    expect([status, body.code]).toEqual([404, 'no-available-server']);
    expect(body.rejected).toEqual({ state: 3, cordoned: 1, health: 2, capacity: 1 });
  });

  it('is one where the template is ready, when one is named, and the others are counted for that after health', async () => {
    const { body: template } = await amiral.call('POST', '/templates', {
      as: 'admin',
      body: { name: 'Standard', code: 'standard', templateDb: 'template_base' },
    });
    const ready = await host('ready', {}, { instance_count: 5 });
    const full = await host('full', {}, { instance_count: 10 });
    const emptier = await host('emptier');
    const servers = [
      { serverId: ready, state: 'ready' },
      { serverId: full, state: 'ready' },
      { serverId: emptier, state: 'failed' },
      { serverId: await host('shut', {}, { cordoned: true }), state: 'ready' },
    ];
    await host('ill', {}, { health_status: 'critical' });
    await host('without-and-full', {}, { instance_count: 10 });
    await amiral.call('PATCH', `/templates/${template.id}`, { as: 'manager', body: { servers } });
    const { body } = await best(`?explain=true&templateId=${template.id}`);
    expect(body).toMatchObject({ code: 'ready' });
    expect(body.rejected).toEqual({ state: 0, cordoned: 1, health: 1, template: 2, capacity: 1 });
    expect((await best('?explain=true')).body).toMatchObject({ code: 'emptier' });
    expect((await best('?explain=true')).body.rejected).not.toHaveProperty('template');
    const placement = amiral.app.get(PlacementService, { strict: false });
    const take = () => amiral.dataSource.transaction((tx) => placement.takeSlot(tx, 0, template.id as string));
    expect(await take()).toBe(ready);
    await force(amiral, ready, { cordoned: true });
    await expect(take()).rejects.toMatchObject({ code: 'no-available-server', facts: { rejected: { template: 2 } } });
    const none = await best(`?templateId=${template.id}`);
    expect([none.status, none.body.rejected]).toEqual([
      404,
      { state: 0, cordoned: 2, health: 1, template: 2, capacity: 1 },
    ]);
    expect(none.body.detail).toContain('2 without the template ready');
    expect((await best('?templateId=standard')).status).toBe(422);
  });

  it.each(['101', '-1', 'most', '1&minCapacityPercent=2'])('refuses minCapacityPercent=%s', async (percent) => {
    const { status, body } = await best(`?minCapacityPercent=${percent}`);
    expect([status, body.errors[0].field]).toEqual([422, 'minCapacityPercent']);
  });

  it('refuses an unknown filter', async () => {
    const { status, body } = await best('?minAvailableCapacity=3');
    expect([status, body.errors[0].field]).toEqual([422, 'minAvailableCapacity']);
  });
});
