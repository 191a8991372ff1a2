import { DataSource } from 'typeorm';
import { readConfig } from './src/common/config';
import { dataSourceOptions } from './src/database/data-source';
import { ENTITIES, MIGRATIONS } from './src/schema';

/** For TypeORM's own command line, on the database of DATABASE_URL. */
export default new DataSource(dataSourceOptions(readConfig().databaseUrl ?? '', ENTITIES, MIGRATIONS));
