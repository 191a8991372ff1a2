import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readConfig } from './common/config';
import { dataSourceOptions } from './database/data-source';
import { addKey, readKeyFile } from './database/key-file';
import { KeyRing, placeOf } from './database/secrets';
import { startDatabase } from './running';
import { ENTITIES } from './schema';
import { Server } from './servers/server.entity';
import { SERVER_SECRETS } from './servers/server.secrets';

/**
 * Seals every stored secret again under the newest key. Each row is locked while it is rewritten, so it may run beside a running
 * Amiral that knows both keys; stopped half-way, it goes on where it was.
 * @returns how many secrets were sealed again
 */
export async function rotateSecrets(dataSource: DataSource, ring: KeyRing): Promise<number> {
  let sealed = 0;
  const ids = await dataSource.query<{ id: string }[]>(
    'SELECT id FROM servers WHERE server_password IS NOT NULL OR db_password IS NOT NULL OR master_password IS NOT NULL',
  );
  for (const { id } of ids) {
    await dataSource.transaction(async (tx) => {
      const server = await tx.findOne(Server, { where: { id }, lock: { mode: 'for_no_key_update' } });
      if (!server) return;
      for (const secret of SERVER_SECRETS) {
        const stored = server[secret];
        if (stored === null || ring.isNewest(stored)) continue;
        const place = placeOf('servers', secret, id);
        // By hand, not by save(): a rotation is no edit, so neither version nor updated_at moves.
        await tx
          .createQueryBuilder()
          .update(Server)
          .set({ [secret]: ring.seal(ring.open(stored, place), place), updatedAt: () => 'updated_at' })
          .where({ id })
          .execute();
        sealed++;
      }
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
