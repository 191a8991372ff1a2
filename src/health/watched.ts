import type { HealthSettings } from '../common/config';
import { holdsFor } from '../history/sample';
import { type Counts, isInBetween, type Judgement } from './judge';
import type { Lifecycle } from '../servers/server.states';

export const SHARDS = 64;

/** The call under way to a server and those waiting behind it, one after the other. */
export interface Line {
  calls: Promise<unknown> | null;
}

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
  /** Databases on it whose scheduled actions do not run, as the last looks inside have seen. */
  lateDatabases: number;
  judged: Judgement;
  /** What is stored of `counts`: when that comes up again without a new probe, it is no new sample. */
  stored: Counts;
  /** When the next probe is due, in ms of `performance.now()`; null while it is under way, or not polled. */
  dueAt: number | null;
  /** Outlives reading the server anew: what is still open from before goes on holding the line. */
  readonly line: Line;
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
export function staleAfter({ intervalMs }: Watched, settings: HealthSettings): number {
  return holdsFor(intervalMs, settings);
}

/** Of the wait between two probes. */
const JITTER = 0.02;

/** The longest wait between two probes, in ms. */
export function longestWait({ intervalMs }: Watched): number {
  return intervalMs * (1 + JITTER);
}

/**
 * When the next probe is due after one that began at `startedAt`: sooner while something is to be confirmed. Jitter only ever adds,
 * so that no server is probed twice in one interval.
 * @param random in [0, 1)
 */
export function nextDue(server: Watched, startedAt: number, settings: HealthSettings, random: number): number {
  const quick = isInBetween(server.judged, server.counts, settings);
  const wait = quick ? Math.min(settings.recheckMs, server.intervalMs) : server.intervalMs;
  return startedAt + wait * (1 + random * JITTER);
}
