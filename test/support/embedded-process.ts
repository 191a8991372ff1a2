import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from '@swc/core';
import { Client } from 'pg';

const ROOT = resolve(__dirname, '../..');
const EMBEDDED = join(ROOT, 'src/database/embedded');

/** What the program says of the server it started. */
export interface Started {
  url: string;
  adminUrl: string;
  dataFolder: string;
}

/** A program of its own that has started the embedded PostgreSQL. */
export interface EmbeddedProcess {
  child: ChildProcess;
  /** What it started, or the error it ended with. */
  started: Promise<Started>;
}

const PROGRAM = `
const { startEmbedded } = require('./start.js');
startEmbedded({ dataDir: process.argv[2], durable: false }).then(
  ({ url, adminUrl, dataFolder, stop }) => {
    process.stdin.on('end', () => stop()).resume();
    console.log(JSON.stringify({ url, adminUrl, dataFolder }));
  },
  (error) => {
    console.log(JSON.stringify({ error: error.message }));
    process.exitCode = 1;
  },
);
`;

/**
 * Compiles the launcher into a folder, for programs beside the test's own: only those can be killed, or run as another user.
 * @param folder made here, open to every user; what stands above it is the caller's to open
 */
export function compileLauncher(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(EMBEDDED).filter((file) => /^[a-z-]+\.ts$/.test(file))) {
    const { code } = transformSync(readFileSync(join(EMBEDDED, name), 'utf8'), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, name.replace(/ts$/, 'js')), code);
  }
  writeFileSync(join(folder, 'program.js'), PROGRAM);
  chmodSync(folder, 0o755);
}

/**
 * Starts the embedded PostgreSQL in a program of its own, which stops it when its standard input ends.
 * @param folder made by `compileLauncher`
 * @param user who runs it; whoever runs the tests when absent
 */
export function startElsewhere(folder: string, dataDir: string, user?: { uid: number; gid: number }): EmbeddedProcess {
  const child = spawn(process.execPath, [join(folder, 'program.js'), dataDir], {
    env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') },
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  const started = new Promise<Started>((done, fail) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (!text.includes('\n')) return;
      const said = JSON.parse(text) as Started & { error?: string };
      if (said.error === undefined) done(said);
      else fail(new Error(said.error));
    });
    child.once('exit', (code) => fail(new Error(`the program ended with ${code} before it said anything`)));
  });
  started.catch(() => undefined);
  return { child, started };
}

/** Asks a database one question. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Resolves when the program has ended. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}
