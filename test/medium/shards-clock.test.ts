import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source';
import { Shards } from '../../src/health/shards.service';
import { SHARDS } from '../../src/health/watched';
import { ENTITIES } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.url, ENTITIES, [], 10)).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('the shards of the fleet', () => {
  it('go to whoever lives when the clock of the database was set back since they were leased', async () => {
    const [one, two] = [new Shards(dataSource), new Shards(dataSource)];
    await one.renew();
    await dataSource.query(`UPDATE health_shards SET lease_until = lease_until + interval '3 hours'`);
    await dataSource.query(`UPDATE health_workers SET seen_until = seen_until + interval '3 hours'`);
    expect((await two.renew()).gained).toHaveLength(SHARDS);
    // The other one lives after all: it learns that they are lost, and gets its share of them.
    expect((await one.renew()).lost).toHaveLength(SHARDS);
    await two.release((await two.renew()).excess);
    expect((await one.renew()).gained).toHaveLength(SHARDS / 2);
  });
});
