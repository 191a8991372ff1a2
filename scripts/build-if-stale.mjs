// Compiles the server into dist/ and the console into web/dist/, each when what it was made of has changed; with --force, always;
// with `server`, the server alone.
// It builds aside and moves the result into place, so that of two starts at once neither runs half a dist/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const STAMP = '.stamp';
const require = createRequire(import.meta.url);

/** What is built: from what, into which folder, by which command. */
const PARTS = [
  {
    dist: join(ROOT, 'dist'),
    source: 'src',
    madeOf: [
      'src',
      'migrations',
      'test/odoo-simulator',
      'test/demo',
      'test/bench',
      'test/browser/chromium.ts',
      'ormconfig.ts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
    ],
    command: (folder) => [
      require.resolve('typescript/bin/tsc'),
      ...['--project', join(ROOT, 'tsconfig.build.json'), '--outDir', folder],
    ],
  },
  {
    dist: join(ROOT, 'web/dist'),
    source: 'web/src',
    madeOf: ['web/src', 'web/index.html', 'web/vite.config.ts', 'web/package.json', 'package-lock.json'],
    command: (folder) => [
      join(dirname(createRequire(join(ROOT, 'web/package.json')).resolve('vite/package.json')), 'bin/vite.js'),
      ...['build', join(ROOT, 'web'), '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'],
    ],
  },
];
const LEFT_OVER_MS = 10 * 60_000;

function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const found = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}

/** One digest over the names and contents of all sources: a checkout changes times and not contents. */
function digest({ madeOf }) {
  const hash = createHash('sha256');
  const files = madeOf.flatMap(filesUnder).filter((file) => !file.endsWith('.test.ts'));
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex');
}

function stampOf(folder) {
  const file = join(folder, STAMP);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function compile({ dist, command }, folder) {
  let built;
  try {
    built = command(folder);
  } catch {
    const what = dist.slice(ROOT.length + 1);
    throw new Error(`${what}/ is missing or out of date, and what builds it is not installed: run npm ci.`);
  }
  const { status } = spawnSync(process.execPath, built, { stdio: 'inherit', cwd: ROOT });
  if (status !== 0) throw new Error('The build failed.');
}

/** Of several that finish together the first one's is kept: theirs are alike. */
function moveIntoPlace(built, dist, stamp) {
  const old = `${built}-old`;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1 && stampOf(dist) === stamp) return;
    try {
      if (existsSync(dist)) renameSync(dist, old);
      renameSync(built, dist);
      return;
    } catch (error) {
      if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code) || attempt === 5) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

function removeLeftOvers(parent) {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('.dist-'))) {
    const folder = join(parent, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (Date.now() - mtimeMs > LEFT_OVER_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function build(part) {
  // Taken before the compiler reads: a source that changes meanwhile is built again next time.
  const stamp = digest(part);
  const folder = join(dirname(part.dist), `.dist-${process.pid}`);
  removeLeftOvers(dirname(part.dist));
  try {
    compile(part, folder);
    writeFileSync(join(folder, STAMP), stamp);
    if (process.argv.includes('--force') || stampOf(part.dist) !== stamp) moveIntoPlace(folder, part.dist, stamp);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where only what was built has been shipped, there is nothing to compare it with. */
function isStale(part) {
  return existsSync(join(ROOT, part.source)) && stampOf(part.dist) !== digest(part);
}

try {
  const parts = process.argv.includes('server') ? PARTS.slice(0, 1) : PARTS;
  for (const part of parts) if (process.argv.includes('--force') || isStale(part)) build(part);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
