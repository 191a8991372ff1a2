import type { EntityManager } from 'typeorm';
import { conflict, type DomainError, invalid } from '../common/errors';
import type { HealthStatus, Lifecycle, ServerState } from './server.states';
import { refusal } from '../common/refusals';

/** Why no new instance goes to a server, the first that applies: the column `servers.placement_refusal`, which is null where one does. */
export type PlacementRefusal = 'state' | 'cordoned' | 'health' | 'capacity';

/** A server as whoever wants one of its slots sees it. */
export interface Host {
  state: ServerState;
  lifecycle: Lifecycle;
  healthStatus: HealthStatus;
  serverUrl: string;
  maxInstances: number;
  freeSlots: number;
  placementRefusal: PlacementRefusal | null;
}

const SELECT_HOST = `SELECT state, lifecycle, health_status AS "healthStatus", server_url AS "serverUrl",
    max_instances AS "maxInstances", free_slots AS "freeSlots", placement_refusal AS "placementRefusal"
  FROM servers WHERE id = $1`;

/** @throws DomainError 422 naming `serverId` when there is no such server */
export async function readHost(
  tx: EntityManager,
  serverId: string,
  lock: '' | 'FOR NO KEY UPDATE' = '',
): Promise<Host> {
  const [host] = await tx.query<Host[]>(`${SELECT_HOST} ${lock}`, [serverId]);
  if (!host) throw invalid('serverId', refusal('unknown-record', { noun: 'server' }));
  return host;
}

/**
 * Takes a slot of a server in this transaction, which keeps the server's row locked until it ends.
 * @param check what the server must be
 * @throws DomainError 422 naming `serverId` when there is no such server, 409 of `check`
 */
export async function takeSlotOf(tx: EntityManager, serverId: string, check: (host: Host) => void): Promise<void> {
  check(await readHost(tx, serverId, 'FOR NO KEY UPDATE'));
  await tx.query('UPDATE servers SET instance_count = instance_count + 1 WHERE id = $1', [serverId]);
}

/** Gives a slot back; to be called while whatever took it has just stopped taking one, and its row is locked. */
export async function giveSlotBack(tx: EntityManager, serverId: string): Promise<void> {
  await tx.query('UPDATE servers SET instance_count = instance_count - 1 WHERE id = $1', [serverId]);
}

const REFUSALS: Readonly<Record<PlacementRefusal, (host: Host) => DomainError>> = {
  state: ({ state }) =>
    conflict('server-not-active', `The server is ${state}; only an active one takes new instances.`),
  cordoned: () => conflict('server-cordoned', 'The server is cordoned: it takes no new instance.'),
  health: ({ healthStatus }) =>
    conflict('server-not-healthy', `The health of the server is ${healthStatus}; it takes no new instance.`),
  capacity: full,
};

/** @throws DomainError 409 with the reason for which placement would pass the server by */
export function mustTakeNew(host: Host): void {
  if (host.placementRefusal) throw REFUSALS[host.placementRefusal](host);
}

/**
 * A database that is already there may be recorded on a cordoned or ailing server too.
 * @throws DomainError 409 `server-not-active`, `server-full`
 */
export function mustBeInService(host: Host): void {
  if (host.lifecycle !== 'active' && host.lifecycle !== 'maintenance') {
    throw conflict('server-not-active', `The server is ${host.state}; it must be active or in maintenance.`);
  }
  if (host.freeSlots <= 0) throw full(host);
}

/**
 * What people ask for is done on a server that answers; in maintenance too.
 * @throws DomainError 409 `server-not-reachable`
 */
export function mustAnswer({ state }: Pick<Host, 'state'>): void {
  if (state === 'active' || state === 'maintenance') return;
  throw conflict('server-not-reachable', `The server is ${state}; nothing can be done on it now.`);
}

/**
 * What policies ask for besides is not done while people work on the server.
 * @throws DomainError 409 `server-not-reachable`
 */
export function mustServePolicies(host: Host): void {
  mustAnswer(host);
  if (host.state === 'active') return;
  throw conflict('server-not-reachable', `The server is in ${host.state}: only people have something done on it now.`);
}

/**
 * While the monitor is frozen nobody knows which servers answer. The table of health/ is known here by name only.
 * @throws DomainError 409 `server-not-reachable`
 */
export async function mustBeWatched(tx: EntityManager): Promise<void> {
  const [panic] = await tx.query<{ frozen: boolean }[]>('SELECT frozen FROM health_panic');
  if (!panic?.frozen) return;
  throw conflict('server-not-reachable', 'The monitor is frozen: nobody knows which servers answer.');
}

/** @throws DomainError 409 `server-not-reachable`, `server-cordoned` */
export function mustTakeIncoming(host: Host): void {
  mustAnswer(host);
  if (host.placementRefusal === 'cordoned') throw REFUSALS.cordoned(host);
}

function full({ maxInstances }: Host): DomainError {
  return conflict('server-full', `All ${String(maxInstances)} slots of the server are taken.`);
}
