import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Template } from './catalog/template.entity';
import { Channel } from './channels/channel.entity';
import { CHANNEL_SECRETS } from './channels/channel.secrets';
import { readConfig } from './common/config';
import { dataSourceOptions } from './database/data-source';
import { addKey, readKeyFile } from './database/key-file';
import { KeyRing, placeOf, type Sealed } from './database/secrets';
import { Instance } from './instances/instance.entity';
import { Operation } from './operations/operation.entity';
import { OPERATION_SECRETS } from './operations/operation.secrets';
import { startDatabase } from './running';
import { ENTITIES } from './schema';
import { Server } from './servers/server.entity';
import { SERVER_SECRETS } from './servers/server.secrets';

/** What is sealed, and in which columns. */
const SEALED = [
  { entity: Server, columns: SERVER_SECRETS },
  { entity: Channel, columns: CHANNEL_SECRETS },
  { entity: Operation, columns: OPERATION_SECRETS },
  { entity: Instance, columns: ['serviceAccess'] },
  { entity: Template, columns: ['serviceAccess'] },
] as const;

/**
 * Seals every stored secret again under the newest key. Each row is locked while it is rewritten, so it may run beside a running
 * Amiral that knows both keys; stopped half-way, it goes on where it was.
 * @returns how many secrets were sealed again
 */
export async function rotateSecrets(dataSource: DataSource, ring: KeyRing): Promise<number> {
  let sealed = 0;
  for (const { entity, columns } of SEALED) {
    const metadata = dataSource.getMetadata(entity);
    for (const property of columns) {
      const column = metadata.columns.find(({ propertyName }) => propertyName === property)?.databaseName ?? '';
      sealed += await rotateColumn(dataSource, ring, { table: metadata.tableName, column, property });
    }
  }
  return sealed;
}

/** In SQL, not by save(): a rotation is no edit, so neither version nor updated_at moves. */
async function rotateColumn(
  dataSource: DataSource,
  ring: KeyRing,
  { table, column, property }: { table: string; column: string; property: string },
): Promise<number> {
  let sealed = 0;
  const ids = await dataSource.query<{ id: string }[]>(
    `SELECT id FROM ${table} WHERE ${column} IS NOT NULL ORDER BY id`,
  );
  for (const { id } of ids) {
    await dataSource.transaction(async (tx) => {
      const read = `SELECT ${column} AS stored FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`;
      const [row] = await tx.query<{ stored: Sealed | null }[]>(read, [id]);
      if (!row?.stored || ring.isNewest(row.stored)) return;
      const place = placeOf(table, property, id);
      const anew = ring.seal(ring.open(row.stored, place), place);
      await tx.query(`UPDATE ${table} SET ${column} = $2 WHERE id = $1`, [id, anew]);
      sealed++;
    });
  }
  return sealed;
}

async function main(): Promise<void> {
  const config = readConfig();
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const database = await startDatabase(config, say);
  try {
    const own = config.secretKeys === null;
    const keys = own ? await addKey(config.dataDir, await readKeyFile(config.dataDir)) : database.config.secretKeys;
    const dataSource = await new DataSource(
      dataSourceOptions(database.config.databaseUrl, ENTITIES, [], 2),
    ).initialize();
    const sealed = await rotateSecrets(dataSource, new KeyRing(keys)).finally(() => dataSource.destroy());
    say(
      `${String(sealed)} secrets are sealed under the newest key. Keep the older keys until the last backup made under them is gone.`,
    );
  } finally {
    await database.stop();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`secrets:rotate: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
