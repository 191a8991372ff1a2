// Adds up what .ci/run left in a folder, and ends with the one line that tells: `N passed, N failed`.
//   steps       one line a step: ok|failed, name, seconds        NAME.json  Jest's report of the step NAME, whose tests count instead of it
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];

/** A run that failed though each test passed (coverage, a suite that would not load) counts as one failure. */
function countTests(report, ok) {
  const { numPassedTests: passed, numFailedTests: failed } = report;
  return { passed, failed: failed + (!ok && failed === 0 ? 1 : 0) };
}

function count({ ok, name }) {
  const file = join(folder, `${name}.json`);
  if (existsSync(file)) return countTests(JSON.parse(readFileSync(file, 'utf8')), ok);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const lines = readFileSync(join(folder, 'steps'), 'utf8').trim().split('\n');
const steps = lines
  .map((line) => line.split('\t'))
  .map(([outcome, name, seconds]) => ({ ok: outcome === 'ok', name, seconds }));
let total = { passed: 0, failed: 0 };
for (const step of steps) {
  const { passed, failed } = count(step);
  total = { passed: total.passed + passed, failed: total.failed + failed };
  const tests = existsSync(join(folder, `${step.name}.json`)) ? `  ${passed} passed, ${failed} failed` : '';
  console.log(`${step.ok ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(26)} ${step.seconds.padStart(7)} s${tests}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
