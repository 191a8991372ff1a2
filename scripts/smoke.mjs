// Starts the product as an operator does, `npm start` on an empty data folder, and stops it as a service manager does, with SIGTERM to npm.
// Fails when it is not ready within 30 s, or when a process is left behind. Linux only: it looks into /proc.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_MS = 30_000;
const STOP_MS = 30_000;
const ROOT = resolve(import.meta.dirname, '..');

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

function read(reader) {
  try {
    return reader();
  } catch {
    // The process ended meanwhile, or is not ours.
    return '';
  }
}

/** Processes that were told of the data folder, work in it or have it among their arguments: ours and PostgreSQL's. */
function processesOn(dataDir) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => {
    const told = ['environ', 'cmdline'].map((file) => read(() => readFileSync(`/proc/${pid}/${file}`, 'utf8')));
    return [...told, read(() => readlinkSync(`/proc/${pid}/cwd`))].some((text) => text.includes(dataDir));
  });
}

function commandOf(pid) {
  return read(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
    .replaceAll('\0', ' ')
    .trim();
}

function start(port, dataDir) {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  for (const name of ['DATABASE_URL', 'SECRET_KEYS', 'HOST']) delete env[name];
  return spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

async function untilReady(url, child) {
  const begin = performance.now();
  while (performance.now() - begin < READY_MS) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode} before it was ready`);
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => null);
    if (answer?.ok) return ((performance.now() - begin) / 1000).toFixed(1);
    await sleep(100);
  }
  throw new Error(`${url} is not ready ${READY_MS / 1000} s after npm start`);
}

async function untilGone(child, dataDir) {
  const begin = performance.now();
  child.kill('SIGTERM');
  while (performance.now() - begin < STOP_MS) {
    if (processesOn(dataDir).length === 0) return ((performance.now() - begin) / 1000).toFixed(1);
    await sleep(100);
  }
  throw new Error(`left behind ${STOP_MS / 1000} s after SIGTERM: ${processesOn(dataDir).map(commandOf).join('; ')}`);
}

async function smoke(dataDir) {
  const port = await freePort();
  const child = start(port, dataDir);
  try {
    console.log(`smoke: ready after ${await untilReady(`http://127.0.0.1:${port}/health/ready`, child)} s`);
    console.log(`smoke: nothing left ${await untilGone(child, dataDir)} s after SIGTERM`);
  } catch (error) {
    console.error(`smoke: ${error.message}`);
    process.exitCode = 1;
  } finally {
    for (const pid of processesOn(dataDir)) read(() => process.kill(Number(pid), 'SIGKILL'));
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'amiral-smoke-'));
await smoke(dataDir);
rmSync(dataDir, { recursive: true, force: true });
