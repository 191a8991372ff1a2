// Everything a change must pass, one after another; goes on after a failure, so that one run tells all.
//   --except=NAME,…  leaves steps out        --report=FILE  appends one line a step: ok|failed, name, seconds
import { spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const STEPS = [
  'format:check',
  'lint',
  'types',
  'boundaries',
  'knip',
  'test',
  'migrations:check',
  'openapi:check',
  'guides:check',
];

const { values } = parseArgs({ options: { except: { type: 'string', default: '' }, report: { type: 'string' } } });
const except = values.except.split(',').filter((name) => name !== '');
const unknown = except.filter((name) => !STEPS.includes(name));
if (unknown.length > 0) throw new Error(`--except takes ${STEPS.join(', ')}, not ${unknown.join(', ')}.`);

function run(name) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', name], { stdio: ['ignore', 'inherit', 'inherit'] });
  return { name, ok: status === 0, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

const results = STEPS.filter((name) => !except.includes(name)).map(run);
console.log('\n── summary');
for (const { name, ok, seconds } of results) {
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(18)} ${seconds.padStart(6)} s`);
  if (values.report) appendFileSync(values.report, `${ok ? 'ok' : 'failed'}\t${name}\t${seconds}\n`);
}
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
