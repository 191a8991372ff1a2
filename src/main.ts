import 'reflect-metadata';
import { readConfig, widenThreadPool } from './common/config';
import { type Amiral, startAmiral } from './server';
import { stopOnSignal } from './signals';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Where things are, and the password that is shown this once. */
function welcome({ url, first }: Amiral): string {
  const lines = [
    '',
    'Amiral is ready.',
    `  Console     ${url}/`,
    `  API         ${url}/api/v1`,
    `  Swagger UI  ${url}/docs`,
  ];
  if (first?.madeUpPassword) {
    lines.push(
      '',
      `  First administrator: ${first.adminEmail}`,
      `  Password, shown only this once: ${first.madeUpPassword}`,
    );
  }
  return [...lines, ''].join('\n');
}

async function main(): Promise<void> {
  widenThreadPool();
  const starting = startAmiral(readConfig(), say);
  const end = stopOnSignal(async () => (await starting.catch(() => null))?.stop() ?? []);
  const amiral = await starting;
  say(welcome(amiral));
  end(`Amiral cannot go on: ${(await amiral.lost).message}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`Amiral cannot start: ${(error as Error).message}\n`);
  process.exit(1);
});
