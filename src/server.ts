import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app';
import type { Config } from './common/config';
import { createLog } from './common/logging';
import { migrate } from './migrate';
import { startDatabase } from './running';
import { type FirstStart, seed } from './seed';

/** Amiral, listening. */
export interface Amiral {
  app: NestFastifyApplication;
  url: string;
  /** What the first start made; null on later ones. */
  first: FirstStart | null;
  /** Finishes what is under way, then stops the embedded database; a second call waits for the first. */
  stop(): Promise<void>;
}

/**
 * Starts everything: database, schema, first administrator, application.
 * @param say takes single lines worth showing an operator
 * @throws Error when a part cannot start; nothing is left running then
 */
export async function startAmiral(config: Config, say: (line: string) => void): Promise<Amiral> {
  const database = await startDatabase(config, say);
  try {
    let first: FirstStart | null = null;
    await migrate(database.config.databaseUrl, async (dataSource) => {
      first = await seed(dataSource, config);
    });
    const app = await createApp(database.config, createLog(config.logLevel));
    await app.listen(config.port, config.host);
    let stopping: Promise<void> | null = null;
    const stop = () => (stopping ??= app.close().finally(() => database.stop()));
    return { app, url: (await app.getUrl()).replace('[::1]', 'localhost'), first, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
