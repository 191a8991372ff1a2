// Compiles into dist/ when what dist/ was made of has changed; with --force, always.
// It builds aside and moves the result into place, so that of two starts at once neither runs half a dist/.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const STAMP = '.stamp';
const MADE_OF = [
  'src',
  'migrations',
  'test/odoo-simulator',
  'test/demo',
  'test/bench',
  'ormconfig.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
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
function digest() {
  const hash = createHash('sha256');
  const files = MADE_OF.flatMap(filesUnder).filter((file) => !file.endsWith('.test.ts'));
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

function compile(folder) {
  let compiler;
  try {
    compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    throw new Error('dist/ is missing or out of date, and TypeScript is not installed to build it: run npm ci.');
  }
  const options = ['--project', join(ROOT, 'tsconfig.build.json'), '--outDir', folder];
  const { status } = spawnSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}

/** Of several that finish together the first one's is kept: theirs are alike. */
function moveIntoPlace(built, stamp) {
  const old = `${built}-old`;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1 && stampOf(DIST) === stamp) return;
    try {
      if (existsSync(DIST)) renameSync(DIST, old);
      renameSync(built, DIST);
      return;
    } catch (error) {
      if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code) || attempt === 5) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
}

function removeLeftOvers() {
  for (const name of readdirSync(ROOT).filter((entry) => entry.startsWith('.dist-'))) {
    const folder = join(ROOT, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
    if (Date.now() - mtimeMs > LEFT_OVER_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function build() {
  // Taken before the compiler reads: a source that changes meanwhile is built again next time.
  const stamp = digest();
  const folder = join(ROOT, `.dist-${process.pid}`);
  removeLeftOvers();
  try {
    compile(folder);
    writeFileSync(join(folder, STAMP), stamp);
    if (process.argv.includes('--force') || stampOf(DIST) !== stamp) moveIntoPlace(folder, stamp);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  // Where only dist/ was shipped there is nothing to compare it with.
  const stale = existsSync(join(ROOT, 'src')) && stampOf(DIST) !== digest();
  if (stale || process.argv.includes('--force')) build();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
