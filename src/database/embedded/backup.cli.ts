import { readConfig } from '../../common/config';
import { backUp, restoreHint } from './backup';

async function main(file: string | undefined): Promise<void> {
  if (!file || file.startsWith('-')) throw new Error('names one file to make: npm run backup -- FILE.tar.gz');
  const config = readConfig();
  if (config.databaseUrl)
    throw new Error('DATABASE_URL is set: back that server up with its own tools, as with pg_dump or pg_basebackup');
  await backUp({ dataDir: config.dataDir, file });
  process.stdout.write(`${restoreHint(file)}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`backup: ${(error as Error).message}\n`);
  process.exitCode = 1;
});
