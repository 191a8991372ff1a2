// An empty database for one script: on the server of DATABASE_URL, where its role may create one, else on an embedded PostgreSQL.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Gives the database's address to `use`, and removes everything afterwards. */
export async function withDatabase(use) {
  return process.env.DATABASE_URL ? onServer(process.env.DATABASE_URL, use) : onEmbedded(use);
}

async function onEmbedded(use) {
  const { startEmbedded } = require('../dist/src/database/embedded/start.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'amiral-script-'));
  try {
    const postgres = await startEmbedded({ dataDir, durable: false });
    try {
      return await use(postgres.url);
    } finally {
      await postgres.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function onServer(server, use) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: server });
  const name = `amiral_script_${randomBytes(6).toString('hex')}`;
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
    const address = new URL(server);
    address.pathname = `/${name}`;
    return await use(address.href);
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.end();
  }
}
