// Starts the product as an operator does, `npm start` on an empty data folder, and stops it as a service manager does, with SIGTERM to npm:
// here, and in a folder that holds what was built and what runs it, no sources and no tools. There every other command is run once too.
// Fails when it is not ready within 30 s, when a command fails, or when a process is left behind. Linux only: it looks into /proc.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
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

/** The embedded database and nothing of the outside. */
function envFor(dataDir, more = {}) {
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...more };
  for (const name of ['DATABASE_URL', 'SECRET_KEYS', 'HOST']) delete env[name];
  return env;
}

function start(folder, port, dataDir) {
  const env = envFor(dataDir, { PORT: String(port) });
  return spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
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

/** @param work done while it runs, with its address */
async function smoke(folder, dataDir, work = async () => {}) {
  const port = await freePort();
  const child = start(folder, port, dataDir);
  const url = `http://127.0.0.1:${port}`;
  console.log(`smoke: ready after ${await untilReady(`${url}/health/ready`, child)} s`);
  await work(url);
  console.log(`smoke: nothing left ${await untilGone(child, dataDir)} s after SIGTERM`);
}

/** What the guide says to copy, with the packages that `npm ci --omit=dev` would install, taken from here. */
function buildElsewhere(folder) {
  const listed = spawnSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: ROOT, encoding: 'utf8' });
  const packages = listed.stdout.split('\n').map((path) => path.slice(ROOT.length + 1));
  const files = ['dist', 'web/dist', 'web/package.json', 'package.json', 'package-lock.json', '.npmrc'];
  const copied = [...files, ...new Set(packages.filter((path) => path.startsWith('node_modules/')))];
  const { status, stderr } = spawnSync('cp', ['-a', '--parents', '-t', folder, ...copied], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cannot copy what was built: ${stderr}`);
}

/** Runs one of the commands. @returns what it printed. @throws Error when it ends with another code than expected */
function run(folder, dataDir, args, code = 0) {
  const done = spawnSync('npm', ['run', '--silent', ...args], { cwd: folder, env: envFor(dataDir), encoding: 'utf8' });
  const printed = `${done.stdout}${done.stderr}`;
  if (done.status !== code) throw new Error(`npm run ${args[0]} ended with ${done.status}: ${printed}`);
  console.log(`smoke: npm run ${args[0]}: ${printed.trim().split('\n').at(-1)}`);
  return printed;
}

function expect(holds, sentence) {
  if (!holds) throw new Error(sentence);
}

async function logIn(url, password) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ email: 'admin@localhost', password });
  return (await fetch(`${url}/api/v1/auth/login`, { method: 'POST', headers, body })).status;
}

async function smokeElsewhere(folder, dataDir) {
  buildElsewhere(folder);
  await smoke(folder, dataDir, async (url) => {
    const [, password] = /shown only this once: (\S+)/.exec(run(folder, dataDir, ['admin:password'])) ?? [];
    expect((await logIn(url, password)) === 200, 'the new password opens nothing');
    const archive = join(folder, 'backup.tar.gz');
    run(folder, dataDir, ['backup', '--', archive]);
    expect(existsSync(archive), 'there is no backup');
  });
  expect(/secrets are sealed/.test(run(folder, dataDir, ['secrets:rotate'])), 'no secrets were sealed again');
  expect(/DATABASE_URL says where to/.test(run(folder, dataDir, ['database:copy'], 1)), 'it copies to nowhere');
  expect(!existsSync(join(folder, 'src')), 'something was built there');
  expect(processesOn(dataDir).length === 0, `left behind: ${processesOn(dataDir).map(commandOf).join('; ')}`);
}

const folders = ['data', 'elsewhere', 'elsewhere-data'].map((name) =>
  mkdtempSync(join(tmpdir(), `amiral-smoke-${name}-`)),
);
const [dataDir, elsewhere, elsewhereData] = folders;
try {
  await smoke(ROOT, dataDir);
  await smokeElsewhere(elsewhere, elsewhereData);
} catch (error) {
  console.error(`smoke: ${error.message}`);
  process.exitCode = 1;
} finally {
  for (const pid of [...processesOn(dataDir), ...processesOn(elsewhereData)])
    read(() => process.kill(Number(pid), 'SIGKILL'));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
