import 'reflect-metadata';
import { cpus } from 'node:os';
import { benchAvailable } from './available';
import { benchConsole } from './console';
import { startDatabase } from './database';
import { benchHistory } from './history';
import { benchLag } from './lag';
import { benchLists } from './lists';
import { benchLogins } from './logins';
import { benchOperations } from './operations';
import { benchOutage } from './outage';
import { benchPlacement } from './placement';
import { say } from './print';
import { benchProbes } from './probes';
import { benchProcesses } from './processes';
import { benchProvisions } from './provisions';
import { benchStream } from './stream';

const PARTS = {
  available: benchAvailable,
  console: benchConsole,
  placement: benchPlacement,
  probes: benchProbes,
  history: benchHistory,
  lag: benchLag,
  lists: benchLists,
  logins: benchLogins,
  operations: benchOperations,
  outage: benchOutage,
  processes: benchProcesses,
  provisions: benchProvisions,
  stream: benchStream,
};

/** Runs all parts, or those named on the command line. */
async function main(): Promise<void> {
  say(
    `Node ${process.version}, ${String(cpus().length)} cores. Compare the ratios; absolute figures are this machine's today.`,
  );
  const database = await startDatabase();
  try {
    const named = process.argv.slice(2);
    for (const [name, part] of Object.entries(PARTS))
      if (named.length === 0 || named.includes(name)) await part(database);
  } finally {
    await database.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = 1;
});
