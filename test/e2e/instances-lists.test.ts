import { Customers } from '../support/customers';

const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

describe('the list of instances', () => {
  let our: Customers;

  beforeAll(async () => {
    our = await Customers.start();
    await our.fresh();
  });
  afterAll(() => our.stop());

  it('is read to its end by id, all of them and those of a server', async () => {
    const serverId = await our.addServer();
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await our.add({ serverId })).id);
    for (const path of ['/instances', `/servers/${serverId}/instances`]) {
      const page = async (query: string) => (await our.amiral.call('GET', `${path}?${query}`, { as: 'user' })).body;
      const first = await page('perPage=2&after=00000000-0000-0000-0000-000000000000');
      expect([idsOf(first), first.total]).toEqual([ids.slice(0, 2), 3]);
      const second = await page(`perPage=2&after=${ids[1]}`);
      expect([idsOf(second), second.total]).toEqual([ids.slice(2), 3]);
      expect((await page(`after=${ids[1]}&sort=name`)).errors).toMatchObject([{ field: 'after' }]);
    }
  });

  it('tells those that use more than their plan has', async () => {
    const plan = { name: 'Small', code: our.code(), userLimit: 3, storageLimitGb: 1 };
    const planId = (await our.post('/plans', plan, 'admin')).body.id;
    const enter = async (used: string) => {
      const { id } = await our.add({ planId });
      await our.amiral.dataSource.query(`UPDATE instances SET ${used} WHERE id = $1`, [id]);
      return id;
    };
    const crowded = await enter('active_users = 4');
    const large = await enter('size_bytes = 600000000, attachments_bytes = 500000000');
    const within = await enter('active_users = 3, size_bytes = 1000000000');
    const unseen = await enter('notes = NULL');
    await enter(`active_users = 4, state = 'terminated'`);
    const listed = async (query: string) => {
      const { body } = await our.amiral.call('GET', `/instances?planId=${planId}&${query}`, { as: 'user' });
      return idsOf(body).sort();
    };
    expect(await listed('overLimit=true')).toEqual([crowded, large].sort());
    expect(await listed('overLimit=false&state=draft')).toEqual([within, unseen].sort());
    expect(await listed('overLimit=true&overLimit=false')).toHaveLength(5);
    const wrong = await our.amiral.call('GET', '/instances?overLimit=perhaps', { as: 'user' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'overLimit']);
  });
});
