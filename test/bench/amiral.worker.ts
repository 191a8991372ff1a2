import 'reflect-metadata';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/common/config';
import { createLog } from '../../src/common/logging';
import { Measures } from '../../src/common/measures';
import { reportUsage } from './usage';

/** Amiral as it runs in earnest, in a process of its own; its settings come in the environment. */
async function main(): Promise<void> {
  const config = readConfig();
  const { databaseUrl, secretKeys } = config;
  if (!databaseUrl || !secretKeys) throw new Error('the bench sets DATABASE_URL and SECRET_KEYS');
  const app = await createApp({ ...config, databaseUrl, secretKeys }, createLog(config.logLevel));
  await app.listen(0, '127.0.0.1');
  reportUsage();
  reportLateness(app.get(Measures, { strict: false }));
  process.send?.({ ready: await app.getUrl() });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
}

/** Answers each `lateness` message with how late probes began since the last, in ms. */
function reportLateness(measures: Measures): void {
  let late: number[] = [];
  measures.on('lateness', ({ seconds }) => late.push(seconds * 1000));
  process.on('message', (message) => {
    if (message !== 'lateness') return;
    const sorted = late.sort((a, b) => a - b);
    const rank = (share: number) => sorted[Math.floor(sorted.length * share)] ?? NaN;
    process.send?.({ lateness: { p50: rank(0.5), p99: rank(0.99), probes: sorted.length } });
    late = [];
  });
}

void main();
