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
});
