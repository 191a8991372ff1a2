import setUpCluster from '../support/global-setup';
import stopCluster from '../support/global-teardown';
import { keepFleet } from './product';

/** Before all tests of a run: one PostgreSQL, with a database that holds the demo's fleet. */
export default async function setup(): Promise<void> {
  await setUpCluster();
  await keepFleet().catch(async (error: unknown) => {
    await stopCluster();
    throw error;
  });
}
