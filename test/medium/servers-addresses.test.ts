import type { DataSource } from 'typeorm';
import { Addresses1763800000020 } from '../../migrations/1763800000020-addresses';
import { newId } from '../../src/common/clock';
import { InstancesBench } from '../support/instances';

describe('an upgrade of a fleet whose addresses are spelled in several ways', () => {
  let bench: InstancesBench;
  let dataSource: DataSource;
  const insert = async (url: string) => {
    const id = newId();
    await dataSource.query('INSERT INTO servers (id, name, code, server_url) VALUES ($1::uuid, $2, $1, $2)', [id, url]);
    return id;
  };

  beforeAll(async () => {
    bench = await InstancesBench.start();
    ({ dataSource } = bench);
    await bench.fresh();
  });
  afterAll(() => bench.stop());

  it('spells each once, and leaves alone what would then be another server', async () => {
    const given = [
      'https://a.example.',
      'https://b.example.:8443/erp',
      'https://c.example/%7Eerp',
      'https://d.example',
      'https://d.example.',
      'https://e.example/x.',
      'http://[::1]:8069',
    ];
    const ids: string[] = [];
    for (const url of given) ids.push(await insert(url));
    const runner = dataSource.createQueryRunner();
    await new Addresses1763800000020().up(runner);
    await runner.release();
    const rows = await dataSource.query<{ url: string }[]>(
      'SELECT server_url AS url FROM servers WHERE id = ANY($1) ORDER BY array_position($1::uuid[], id)',
      [ids],
    );
    expect(rows.map(({ url }) => url)).toEqual([
      'https://a.example',
      'https://b.example:8443/erp',
      'https://c.example/~erp',
      'https://d.example',
      'https://d.example.',
      'https://e.example/x.',
      'http://[::1]:8069',
    ]);
  });
});
