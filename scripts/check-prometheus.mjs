// Has Prometheus' own tool read the rules, their tests, and what a running Amiral says of itself. Needs promtool (Debian: prometheus).
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const TOKEN = 'token-of-the-check';
const READY = /http:\/\/127\.0\.0\.1:\d+/;

function promtool(args, input) {
  const { status, error } = spawnSync('promtool', args, { cwd: ROOT, input, stdio: ['pipe', 'inherit', 'inherit'] });
  if (error) throw new Error('promtool is not installed (Debian: apt-get install prometheus)');
  if (status !== 0) throw new Error(`promtool ${args.join(' ')} refuses`);
}

/** Starts Amiral on an empty data folder and gives its address once it says it. */
function start(dataDir) {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', METRICS_TOKEN: TOKEN };
  for (const name of ['DATABASE_URL', 'SECRET_KEYS', 'HOST']) delete env[name];
  const child = spawn(process.execPath, ['dist/src/main.js'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = new Promise((done, fail) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const found = READY.exec(text);
      if (found) done(found[0]);
    });
    child.on('exit', (code) => fail(new Error(`Amiral ended with ${code} before it was ready`)));
  });
  return { child, url };
}

async function scrape(url) {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${TOKEN}` } });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}

async function check(dataDir) {
  promtool(['check', 'rules', 'deploy/prometheus/rules.yml']);
  promtool(['test', 'rules', 'deploy/prometheus/rules.test.yml']);
  const { child, url } = start(dataDir);
  const gone = new Promise((done) => child.once('exit', done));
  try {
    for (const path of ['/metrics', '/metrics/servers']) {
      promtool(['check', 'metrics'], await scrape((await url) + path));
      console.log(`promtool accepts ${path}`);
    }
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'amiral-prometheus-'));
await check(dataDir).catch((error) => {
  console.error(`The check with promtool failed: ${error.message}`);
  process.exitCode = 1;
});
rmSync(dataDir, { recursive: true, force: true });
