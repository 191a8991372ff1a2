// Breaks the code on purpose, one small change at a time, and looks which changes no test notices: those survive. In a copy; the sample is the
// same for the same seed and the same code.
//   --target=NAME,…  some of targets.mjs     --sample=N  mutants of each (20)     --seed=N  (1)     --file=PART  of files with this in their path
//   --list  only says what would be run      --unit  with the tests that need no PostgreSQL alone
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { applied, mutantsOf } from './mutants.mjs';
import { TARGETS } from './targets.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
/** One that makes the code run without end is noticed by that. */
const LONGEST_MS = 600_000;

const { values: asked } = parseArgs({
  options: {
    target: { type: 'string', default: TARGETS.map(({ name }) => name).join() },
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    unit: { type: 'boolean', default: false },
  },
});

/** Numbers from 0 to 1 that hang on the seed alone (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sampled(mutants, size, random) {
  const drawn = mutants.map((mutant) => ({ mutant, at: random() })).sort((one, other) => one.at - other.at);
  return drawn.slice(0, size).map(({ mutant }) => mutant);
}

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);

function filesOf({ sources }) {
  const isCode = (file) => file.endsWith('.ts') && !/\.(test|testing|schemas|module|controller)\.ts$/.test(file);
  return tracked.filter(
    (file) => isCode(file) && file.includes(asked.file) && sources.some((source) => file.startsWith(source)),
  );
}

function makeCopy() {
  const copy = mkdtempSync(join(tmpdir(), 'amiral-mutation-'));
  for (const file of tracked) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(ROOT, file), join(copy, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** @returns passed, failed or timeout */
function jest(copy, projects, patterns) {
  const options = [
    '--bail',
    '--silent',
    '--maxWorkers=1',
    '--selectProjects',
    ...projects,
    '--testPathPatterns',
    ...patterns,
  ];
  const program = join(ROOT, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, [program, ...options], { cwd: copy, stdio: 'ignore' });
  let isLate = false;
  const end = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, LONGEST_MS);
  return new Promise((done) => {
    child.once('exit', (code) => {
      clearTimeout(end);
      if (isLate) done('timeout');
      else done(code === 0 ? 'passed' : 'failed');
    });
  });
}

async function outcomeOf(copy, { unit, onPostgres }) {
  const quick = await jest(copy, ['unit'], unit);
  return quick === 'passed' && !asked.unit ? jest(copy, ['medium', 'e2e'], onPostgres) : quick;
}

async function tried(copy, target, mutant) {
  const path = join(copy, mutant.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, applied(text, mutant));
  const outcome = await outcomeOf(copy, target).finally(() => writeFileSync(path, text));
  return { passed: 'survived', failed: 'killed', timeout: 'timeout' }[outcome];
}

const shown = ({ file, line, kind, was, text }) =>
  `${file}:${line} ${kind}: ${was.replace(/\s+/g, ' ').slice(0, 90)} → ${text}`;

async function attack(copy, target) {
  const all = filesOf(target).flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')));
  const some = sampled(all, Number(asked.sample), randomFrom(Number(asked.seed)));
  const counts = asked.list ? { listed: 0 } : { killed: 0, survived: 0, timeout: 0 };
  if (!asked.list && (await outcomeOf(copy, target)) !== 'passed')
    throw new Error(`the tests of ${target.name} fail as it is`);
  for (const mutant of some) {
    const outcome = asked.list ? 'listed' : await tried(copy, target, mutant);
    counts[outcome]++;
    console.log(`${outcome.padEnd(8)}  ${shown(mutant)}`);
  }
  return { name: target.name, all: all.length, tried: some.length, ...counts };
}

const copy = makeCopy();
const results = [];
try {
  const names = asked.target.split(',');
  for (const target of TARGETS.filter(({ name }) => names.includes(name))) results.push(await attack(copy, target));
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`\nseed ${asked.seed}`);
console.table(results);
