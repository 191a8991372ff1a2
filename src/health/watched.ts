import type { HealthSettings } from '../common/config';
import { type Counts, isInBetween, type Judgement } from './judge';
import type { Lifecycle } from '../servers/server.states';

export const SHARDS = 64;

/** One server in this process's part of the fleet. */
export interface Watched {
  readonly id: string;
  readonly shard: number;
  url: string;
  tlsCa: string | null;
  lifecycle: Lifecycle;
  intervalMs: number;
  generation: number;
  counts: Counts;
  judged: Judgement;
  /** When the next probe is due, in ms since the epoch; null while it is not polled. */
  dueAt: number | null;
  /** The call under way and those waiting behind it, one after the other. */
  calls: Promise<unknown> | null;
  /** The counts have moved and are not stored yet. */
  dirty: boolean;
  /** Since when our own faults keep us from seeing it. */
  blindSince: number | null;
  /** No longer ours: what is still under way is dropped. */
  gone: boolean;
}

/** The shard of a server, from the last byte of its id, which is random in a UUIDv7; the SQL says the same in `SHARD_OF`. */
export function shardOf(id: string): number {
  return parseInt(id.slice(-2), 16) % SHARDS;
}

export const SHARD_OF = '(get_byte(uuid_send(s.id), 15) & 63)';

/** Draft and disabled servers are not polled; maintenance ones are, without consequences for their state. */
export function isPolled({ lifecycle }: Watched): boolean {
  return lifecycle === 'active' || lifecycle === 'maintenance';
}

/** How long without a result until nothing is known, in ms. */
export function staleAfter({ intervalMs }: Watched, { timeoutMs }: HealthSettings): number {
  return 2 * intervalMs + timeoutMs;
}

/**
 * When the next probe is due after one that began at `startedAt`: sooner while something is to be confirmed. Jitter only ever adds,
 * so that no server is probed twice in one interval.
 * @param random in [0, 1)
 */
export function nextDue(server: Watched, startedAt: number, settings: HealthSettings, random: number): number {
  const quick = isInBetween(server.judged, server.counts, settings);
  const wait = quick ? Math.min(settings.recheckMs, server.intervalMs) : server.intervalMs;
  return startedAt + wait * (1 + random * 0.02);
}
