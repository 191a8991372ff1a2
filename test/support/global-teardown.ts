import type { WithCluster } from './global-setup';

/** After all tests of a run: drops what they made on a given server, or stops the embedded one and removes it. */
export default async function globalTeardown(): Promise<void> {
  const shared = globalThis as WithCluster;
  const cluster = shared.amiralTestCluster;
  delete shared.amiralTestCluster;
  await cluster?.stop();
}
