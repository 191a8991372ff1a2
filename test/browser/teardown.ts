import stopCluster from '../support/global-teardown';
import { takeMeasures } from './measures';

/** After all tests of a run: what was measured, in one block. */
export default async function teardown(): Promise<void> {
  await stopCluster();
  const measures = takeMeasures();
  if (measures) process.stdout.write(`\nMeasured:\n${measures}\n`);
}
