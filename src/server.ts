import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from './app';
import type { Config } from './common/config';
import { createLog } from './common/logging';
import { endsWithin, Stopping } from './common/stopping';
import { warnOfJournalOwner } from './journal/journal-owner';
import { migrate, underSetupLock } from './migrate';
import { noteRestored } from './restored';
import { type Running, startDatabase } from './running';
import { checkFirstPassword, type FirstStart, seed } from './seed';

/** Amiral, listening. */
export interface Amiral {
  url: string;
  /** What the first start made; null on later ones. */
  first: FirstStart | null;
  /** Resolves when its database is gone for good. */
  lost: Promise<Error>;
  /**
   * Finishes what is under way, then stops the embedded database; a second call waits for the first.
   * @returns what was cut off because it did not end in time
   */
  stop(): Promise<readonly string[]>;
}

/** A silent database keeps its connections open: they are left behind so long after everything else was cut off. */
const CONNECTIONS_MS = 8_000;
/** The whole stop, in milliseconds. What the application does not take of it is PostgreSQL's, to write everything out. */
const WHOLE_MS = 46_000;

/**
 * Starts everything: database, schema, application, and last of all the first administrator, whose password nobody would see if
 * something failed after it. Nothing is served before.
 * @param say takes single lines worth showing an operator
 * @throws Error when a part cannot start; nothing is left running then
 */
export async function startAmiral(config: Config, say: (line: string) => void): Promise<Amiral> {
  const database = await startDatabase(config, say);
  let app: NestFastifyApplication | null = null;
  try {
    const url = database.config.databaseUrl;
    await migrate(url);
    let seeded = false;
    app = await createApp(database.config, createLog(config.logLevel), () => seeded);
    await noteRestored(app.get(DataSource), config.dataDir);
    await checkFirstPassword(app.get(DataSource), config);
    if (config.databaseUrl !== null) await warnOfJournalOwner(app.get(DataSource));
    await app.listen(config.port, config.host);
    const first = await underSetupLock(url, (dataSource) => seed(dataSource, config));
    seeded = true;
    return {
      url: (await app.getUrl()).replace('[::1]', 'localhost'),
      first,
      lost: database.lost,
      stop: stopper(app, database),
    };
  } catch (error) {
    await app?.close();
    await database.stop();
    throw error;
  }
}

function stopper(app: NestFastifyApplication, database: Running): () => Promise<readonly string[]> {
  let stopped: Promise<readonly string[]> | null = null;
  return () => (stopped ??= stop(app, database));
}

async function stop(app: NestFastifyApplication, database: Running): Promise<readonly string[]> {
  const begin = performance.now();
  const stopping = app.get(Stopping);
  const closed = app.close();
  if (!(await endsWithin(closed, stopping.graceMs + CONNECTIONS_MS))) stopping.note('connections to the database');
  await database.stop(begin + WHOLE_MS - performance.now());
  return stopping.cutOff;
}
