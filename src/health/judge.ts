import type { HealthSettings } from '../common/config';
import { cut } from '../common/text';
import { type CertificateEnd, endsSoon } from '../outbound/certificate-end';
import type { ProbeOutcome } from '../odoo/odoo.client';
import { explain, type OdooReason } from '../odoo/odoo-reasons';
import { isOwnFault } from '../outbound/reasons';
import { SLOW_ANSWERS } from '../servers/server-probe.entity';
import { HEALTH_REASONS, type HealthReasonCode, type HealthStatus, type Reachability } from '../servers/server.states';

const SLOW_WINDOW = 2 ** SLOW_ANSWERS.of - 1;
/** In characters. */
const LONGEST_ERROR = 500;

/** What is remembered of a server's probes: the columns of `server_probes`, times in ms since the epoch. */
export interface Counts {
  lastCheckAt: number | null;
  lastResultAt: number | null;
  isOnline: boolean | null;
  responseTimeMs: number | null;
  odooVersion: string | null;
  lastError: string | null;
  failStreak: number;
  passStreak: number;
  databaseFailStreak: number;
  slowBits: number;
  databaseProven: boolean;
  certificate: CertificateEnd | null;
  passingSince: number | null;
  failingSince: number | null;
}

/** What the counts mean. */
export interface Judgement {
  reachability: Reachability;
  health: HealthStatus;
  /** Why it is not healthy, the worst first. */
  reasons: readonly HealthReasonCode[];
}

export type Standing = Omit<Judgement, 'reasons'>;

/** Before anything was seen. */
export const NOTHING_SEEN: Counts = {
  lastCheckAt: null,
  lastResultAt: null,
  isOnline: null,
  responseTimeMs: null,
  odooVersion: null,
  lastError: null,
  failStreak: 0,
  passStreak: 0,
  databaseFailStreak: 0,
  slowBits: 0,
  databaseProven: false,
  certificate: null,
  passingSince: null,
  failingSince: null,
};

/** Counts one outcome, seen `at`. A fault of our own leaves every count as it was: it says nothing about the server. */
export function count(before: Counts, outcome: ProbeOutcome, at: number, settings: HealthSettings): Counts {
  const lastError = outcome.reason === null ? null : errorText(outcome.reason, outcome.detail);
  if (outcome.reason !== null && isOwnFault(outcome.reason)) return { ...before, lastCheckAt: at, lastError };
  const { reached: isOnline, databaseProven } = outcome;
  const streaks = isOnline ? answered(before, outcome, settings) : unanswered(before);
  const counts = { ...before, ...streaks, lastCheckAt: at, lastResultAt: at, isOnline, lastError, databaseProven };
  return { ...counts, ...runsOf(before, isFailing(counts), at) };
}

function unanswered({ failStreak }: Counts) {
  return { failStreak: failStreak + 1, passStreak: 0, responseTimeMs: null };
}

function answered(before: Counts, outcome: ProbeOutcome, { slowMs }: HealthSettings) {
  const { responseTimeMs, certificate, database, odooVersion } = outcome;
  const slow = (responseTimeMs ?? 0) > slowMs ? 1 : 0;
  return {
    failStreak: 0,
    passStreak: before.passStreak + 1,
    databaseFailStreak: databaseStreak(before.databaseFailStreak, database),
    slowBits: ((before.slowBits << 1) | slow) & SLOW_WINDOW,
    responseTimeMs: rounded(responseTimeMs),
    odooVersion: odooVersion ?? before.odooVersion,
    certificate,
  };
}

/** When the present run began, and, while failing, the run of passes before it. */
function runsOf({ passingSince, failingSince }: Counts, isFailingNow: boolean, at: number) {
  if (isFailingNow) return { passingSince, failingSince: failingSince ?? at };
  return { passingSince: failingSince === null ? (passingSince ?? at) : at, failingSince: null };
}

/** A tenth of a millisecond is more than anybody reads. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10) / 10;
}

/** Not known neither adds to the streak nor ends it. */
function databaseStreak(before: number, database: ProbeOutcome['database']): number {
  if (database === 'down') return before + 1;
  return database === 'up' ? 0 : before;
}

/** What a judgement hangs on. */
export interface Evidence {
  /** The judgement in force. */
  before: Judgement;
  counts: Counts;
  /** Databases on it whose scheduled actions do not run. */
  lateDatabases: number;
  now: number;
  /** Two intervals and a timeout: no result for longer is not known. */
  staleAfterMs: number;
  settings: HealthSettings;
  /** The monitor suspects itself: nothing turns bad, and what fails is not known, unless it was bad before. */
  frozen: boolean;
}

/** What the counts mean now. */
export function judge(evidence: Evidence): Judgement {
  const { before, counts, frozen } = evidence;
  const after = judgeCounts(evidence);
  if (!frozen || !isFailing(counts)) return after;
  if (isBad(before) && !turnsBad(before, after)) return after;
  return { reachability: before.reachability, health: 'unknown', reasons: ['frozen'] };
}

/** Whether going from one judgement to the other is what panic must be asked about first: newly offline or critical. */
export function turnsBad(before: Standing, after: Standing): boolean {
  if (after.reachability === 'unreachable') return before.reachability !== 'unreachable';
  return after.health === 'critical' && !isBad(before);
}

/** Whether a failure, or a run of successes after one, is still to be confirmed by a quicker look. */
export function isInBetween({ reachability }: Standing, counts: Counts, settings: HealthSettings): boolean {
  if (reachability === 'unreachable') return counts.passStreak > 0 && counts.passStreak < settings.rise;
  const unconfirmed = (streak: number) => streak > 0 && streak < settings.fall;
  return unconfirmed(counts.failStreak) || unconfirmed(counts.databaseFailStreak);
}

/** Whether there is nothing new to write down. */
export function isSame(one: Judgement, other: Judgement): boolean {
  const { reachability, health, reasons } = one;
  return reachability === other.reachability && health === other.health && reasons.join() === other.reasons.join();
}

export function isFailing(counts: Counts): boolean {
  return counts.failStreak > 0 || counts.databaseFailStreak > 0;
}

function isBad({ reachability, health }: Standing): boolean {
  return reachability === 'unreachable' || health === 'critical';
}

function judgeCounts(evidence: Evidence): Judgement {
  const reachability = reachabilityOf(evidence.before.reachability, evidence.counts, evidence.settings);
  const reasons = isStale(evidence) ? (['stale'] as const) : reasonsOf(reachability, evidence);
  return { reachability, health: healthOf(reachability, reasons), reasons };
}

function isStale({ counts, now, staleAfterMs }: Evidence): boolean {
  return counts.lastResultAt === null || now - counts.lastResultAt > staleAfterMs;
}

function reachabilityOf(before: Reachability, counts: Counts, settings: HealthSettings): Reachability {
  if (counts.failStreak >= settings.fall) return 'unreachable';
  const needed = before === 'unreachable' ? settings.rise : 1;
  return counts.passStreak >= needed ? 'reachable' : before;
}

/** What each reason makes of the health of a server that has been seen to answer. */
const HEALTH_OF: Readonly<Record<HealthReasonCode, HealthStatus>> = {
  unreachable: 'critical',
  'database-down': 'critical',
  slow: 'warning',
  'unconfirmed-failure': 'warning',
  'database-unconfirmed': 'warning',
  'certificate-ends': 'warning',
  'crons-late': 'warning',
  'host-disk': 'warning',
  'host-memory': 'warning',
  stale: 'unknown',
  frozen: 'unknown',
};

function healthOf(reachability: Reachability, [worst]: readonly HealthReasonCode[]): HealthStatus {
  // Never seen to answer: an unconfirmed failure must not make it fit for customers, as `warning` would.
  if (reachability === 'unknown') return 'unknown';
  return worst === undefined ? 'healthy' : HEALTH_OF[worst];
}

/** What answers have told is of the past once the server does not answer. */
function reasonsOf(reachability: Reachability, evidence: Evidence): HealthReasonCode[] {
  const { counts, now, lateDatabases, settings } = evidence;
  const { failStreak, databaseFailStreak: databaseStreak, certificate } = counts;
  const answers = reachability !== 'unreachable';
  const holds: Partial<Record<HealthReasonCode, boolean>> = {
    unreachable: !answers,
    'database-down': answers && databaseStreak >= settings.fall,
    slow: answers && isSlow(counts),
    'unconfirmed-failure': answers && failStreak > 0,
    'database-unconfirmed': answers && databaseStreak > 0 && databaseStreak < settings.fall,
    'certificate-ends': certificate !== null && endsSoon(certificate, now),
    'crons-late': lateDatabases > 0,
  };
  return HEALTH_REASONS.filter((code) => holds[code]);
}

function isSlow({ slowBits }: Counts): boolean {
  let slow = 0;
  for (let bits = slowBits; bits > 0; bits >>= 1) slow += bits & 1;
  return slow >= SLOW_ANSWERS.least;
}

/** The reason's word first, so that programs can find it, then what an operator can do. */
function errorText(reason: OdooReason, detail: string | null): string {
  return cut(`${reason}: ${explain(reason, detail)}`, LONGEST_ERROR);
}
