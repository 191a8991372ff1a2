// Everything a change must pass; goes on after a failure, so that one run tells all. Two at a time, but for the tests, which take all there is.
//   --except=NAME,…  leaves steps out        --report=FILE  appends one line a step: ok|failed, name, seconds
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** The longest first: the others fit beside it. */
const STEPS = [
  'lint',
  'format:check',
  'types',
  'boundaries',
  'knip',
  'migrations:check',
  'openapi:check',
  'guides:check',
  'test',
];
const ALONE = ['test'];

const { values } = parseArgs({ options: { except: { type: 'string', default: '' }, report: { type: 'string' } } });
const except = values.except.split(',').filter((name) => name !== '');
const unknown = except.filter((name) => !STEPS.includes(name));
if (unknown.length > 0) throw new Error(`--except takes ${STEPS.join(', ')}, not ${unknown.join(', ')}.`);

/** What a step prints stays together: it is shown when the step has ended, or at once when nothing runs beside it. */
async function run(name, stdio = 'pipe') {
  const start = performance.now();
  if (stdio === 'inherit') console.log(`\n── ${name}`);
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', stdio, stdio] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  const status = await new Promise((done) => child.once('close', done));
  if (stdio === 'pipe') process.stdout.write(`\n── ${name}\n${Buffer.concat(printed).toString()}`);
  return { name, ok: status === 0, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

const results = [];
const asked = STEPS.filter((name) => !except.includes(name));
const together = asked.filter((name) => !ALONE.includes(name));
async function work() {
  for (let name = together.shift(); name !== undefined; name = together.shift()) results.push(await run(name));
}
await Promise.all([work(), work()]);
for (const name of asked.filter((step) => ALONE.includes(step))) results.push(await run(name, 'inherit'));

console.log('\n── summary');
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(18)} ${seconds.padStart(6)} s`);
  if (values.report) appendFileSync(values.report, `${ok ? 'ok' : 'failed'}\t${name}\t${seconds}\n`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
