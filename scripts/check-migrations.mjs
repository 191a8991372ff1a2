// Fails when the tables the migrations make are not the ones the entities describe, or when a migration cannot be undone and redone.
import { createRequire } from 'node:module';
import { withDatabase } from './throwaway-database.mjs';

// TypeORM's schema builder asks several questions at once on one connection, of which pg warns.
process.noDeprecation = true;

const require = createRequire(import.meta.url);
const { DataSource } = require('typeorm');
const { dataSourceOptions } = require('../dist/src/database/data-source.js');
const { ENTITIES, MIGRATIONS } = require('../dist/src/schema.js');

/** TypeORM looks generated columns up in a table of its own, which is made here alone: no entity maps one. */
const METADATA = `CREATE TABLE typeorm_metadata
  (type text, "database" text, "schema" text, "table" text, name text, value text)`;

const GENERATED = `SELECT format('ALTER TABLE "%s" DROP COLUMN "%s"', table_name, column_name) AS query
  FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'ALWAYS'`;

/** What TypeORM would still do to the database to make it what the entities say, but for the columns that only the database knows. */
async function drift(dataSource) {
  await dataSource.query(METADATA);
  const expected = new Set((await dataSource.query(GENERATED)).map(({ query }) => query));
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const queries = upQueries.map(({ query }) => query);
  return queries.filter((query) => !expected.has(query) && !query.includes('"typeorm_metadata"'));
}

async function upDownUp(dataSource) {
  await dataSource.runMigrations();
  for (let left = MIGRATIONS.length; left > 0; left -= 1) await dataSource.undoLastMigration();
  await dataSource.runMigrations();
}

async function check(url) {
  const dataSource = await new DataSource(dataSourceOptions(url, ENTITIES, MIGRATIONS, 2)).initialize();
  try {
    await upDownUp(dataSource);
    const queries = await drift(dataSource);
    if (queries.length === 0) {
      console.log(`${MIGRATIONS.length} migration(s), ${ENTITIES.length} entities: no drift.`);
      return;
    }
    console.error('The entities drift from the migrations. To make the tables what the entities say would take:');
    for (const query of queries) console.error(`  ${query}`);
    console.error('Write a migration that does it, or mend the entity.');
    process.exitCode = 1;
  } finally {
    await dataSource.destroy();
  }
}

await withDatabase(check).catch((error) => {
  console.error(`The migrations cannot be checked: ${error.message}`);
  process.exitCode = 1;
});
