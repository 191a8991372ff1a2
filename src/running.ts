import type { RunningConfig } from './app.module';
import type { Config } from './common/config';
import { runningUrl } from './database/embedded/backup';
import { startEmbedded } from './database/embedded/start';
import { readKeyFile } from './database/key-file';

/** The settings with a database that answers, and how to let go of it. */
export interface Running {
  config: RunningConfig;
  /** Resolves when the database is gone for good; never for one that is somebody else's. */
  lost: Promise<Error>;
  /** @param graceMs how long it may take to write everything out, in milliseconds */
  stop(graceMs?: number): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL unless DATABASE_URL names another, and completes the settings with what that gives.
 * @param say takes single lines worth showing an operator
 * @throws EmbeddedError with one line for the operator
 */
export async function startDatabase(config: Config, say: (line: string) => void): Promise<Running> {
  if (config.databaseUrl !== null) {
    const { databaseUrl, secretKeys } = config;
    const never = new Promise<Error>(() => undefined);
    const running = { ...config, databaseUrl, secretKeys: secretKeys ?? [] };
    return { config: running, lost: never, stop: () => Promise.resolve() };
  }
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: say });
  try {
    const secretKeys = config.secretKeys ?? (await readKeyFile(config.dataDir));
    const { url: databaseUrl, lost, stop } = embedded;
    return { config: { ...config, databaseUrl, secretKeys }, lost, stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

/**
 * A database for a program beside Amiral. The embedded one may be in use by Amiral, and then is asked beside it; else it is started
 * for this alone.
 * @throws EmbeddedError with one line for the operator
 */
export async function openDatabase(config: Config, say: (line: string) => void) {
  const url = config.databaseUrl === null ? await runningUrl(config.dataDir) : null;
  if (url !== null) return { url, isShared: true, stop: () => Promise.resolve() };
  const database = await startDatabase(config, say);
  return { url: database.config.databaseUrl, isShared: false, stop: () => database.stop() };
}
