import { SchedulerRegistry } from '@nestjs/schedule';
import { Monitor } from '../../src/health/monitor.service';
import { Shards } from '../../src/health/shards.service';
import type { EnteredAddresses } from '../../src/outbound/entered-addresses';
import type { TestApp } from './app';

/** For services that stand alone: nothing of Amiral listens anywhere. */
export const ANY_ADDRESS = { refuseOwn: () => Promise.resolve() } as unknown as EnteredAddresses;

let entered = 0;

/** Enters a server through the API, with a code and an address of its own unless told otherwise, and answers with it. */
export async function enterServer(
  amiral: TestApp,
  fields: Record<string, unknown> = {},
): Promise<Record<string, unknown> & { id: string }> {
  entered++;
  const code = `server-${String(entered)}`;
  const body = { name: `Server ${String(entered)}`, code, serverUrl: `http://${code}.invalid:8069`, ...fields };
  const answer = await amiral.call('POST', '/servers', { as: 'admin', body });
  if (answer.status !== 201) throw new Error(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
  return answer.body as Record<string, unknown> & { id: string };
}

/** Writes columns of a server behind Amiral's back, to bring it where a test needs it. */
export async function force(amiral: TestApp, id: string, columns: Record<string, unknown>): Promise<void> {
  const names = Object.keys(columns);
  const set = names.map((name, index) => `${name} = $${String(index + 2)}`).join(', ');
  await amiral.dataSource.query(`UPDATE servers SET ${set} WHERE id = $1`, [id, ...Object.values(columns)]);
}

/** An active and healthy server that nobody has called. */
export async function enterActive(amiral: TestApp, fields: Record<string, unknown> = {}) {
  const server = await enterServer(amiral, fields);
  await force(amiral, server.id, { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy' });
  return server;
}

/** Lets this process lease nothing from now on, so that no probe touches what a test writes. */
export async function keepProbesAway({ app }: Pick<TestApp, 'app'>): Promise<void> {
  const shards = app.get(Shards, { strict: false });
  shards.renew = () => Promise.resolve({ gained: [], lost: [], excess: [] });
  // Joins a round that is under way, so that what it takes is left as well.
  await app.get(Monitor, { strict: false }).watch();
  await shards.leave();
}

/** Ends everything that happens by itself at intervals, so that only what a test asks for is asked of the database. */
export function stopIntervals({ app }: TestApp): void {
  const registry = app.get(SchedulerRegistry, { strict: false });
  for (const name of registry.getIntervals()) registry.deleteInterval(name);
}
