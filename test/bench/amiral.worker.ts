import 'reflect-metadata';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/common/config';
import { createLog } from '../../src/common/logging';
import { reportUsage } from './usage';

/** Amiral as it runs in earnest, in a process of its own; its settings come in the environment. */
async function main(): Promise<void> {
  const config = readConfig();
  const { databaseUrl, secretKeys } = config;
  if (!databaseUrl || !secretKeys) throw new Error('the bench sets DATABASE_URL and SECRET_KEYS');
  const app = await createApp({ ...config, databaseUrl, secretKeys }, createLog(config.logLevel));
  await app.listen(0, '127.0.0.1');
  reportUsage();
  process.send?.({ ready: await app.getUrl() });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
}

void main();
