import { randomBytes } from 'node:crypto';
import { Client, DatabaseError } from 'pg';
import { passwordFile } from './cluster';
import { EmbeddedError } from './embedded-error';

/** The application's role and database. */
export const OWNER = 'amiral';

/** A server that says nothing for so long, in milliseconds, is given up. */
const QUERY_MS = 30_000;

/** The address of a database of the embedded PostgreSQL. */
export function embeddedUrl(port: number, role: string, password: string, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the application's role and database where they are missing. The role is no superuser and gets a new password each time, so that
 * one lost with an application's memory or log soon opens nothing.
 * @param adminUrl the superuser's address
 * @param dataDir named in the error
 * @returns the address of the application's database, as its owner
 * @throws EmbeddedError when the superuser's password is not the one in the password file
 */
export async function bootstrap(adminUrl: string, dataDir: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl, query_timeout: QUERY_MS });
  try {
    await connect(client, dataDir);
    const password = randomBytes(24).toString('hex');
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    const verb = roles.rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(`${verb} ROLE ${OWNER} LOGIN PASSWORD '${password}'`);
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [OWNER]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${OWNER} OWNER ${OWNER}`);
    return embeddedUrl(Number(new URL(adminUrl).port), OWNER, password, OWNER);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function connect(client: Client, dataDir: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '28P01') throw error;
    throw new EmbeddedError(
      `the password in ${passwordFile(dataDir)} is not that of the database beside it: delete that file and start again, and a new one is set`,
    );
  }
}
