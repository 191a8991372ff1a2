import type { Rule } from '../api/client';

type Values = Record<string, unknown>;
export type Kind = Rule['kind'];

/** What each kind compares with, if it does: one of these. */
export const THRESHOLDS: Record<Kind, readonly ('days' | 'percent' | 'slots')[]> = {
  'server-critical': [],
  'server-warning': [],
  'database-down': [],
  'certificate-ends': ['days'],
  capacity: ['percent'],
  'headroom-low': ['slots', 'percent'],
  'health-unknown': [],
  'monitor-frozen': [],
  'backup-overdue': [],
  'maintenance-overrun': [],
  'operation-failed': [],
  'operation-needs-operator': [],
  'crons-late': [],
  'over-plan': [],
  'expiry-held': [],
};
export const KINDS = Object.keys(THRESHOLDS) as Kind[];
/** An address may ask for a kind that there is not. */
export const isKind = (kind: unknown): kind is Kind => KINDS.some((each) => each === kind);

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** A rule as it was typed, in the words of the API: one threshold, or the one its kind has by itself. */
export function ruleOf(kind: Kind, { threshold, ...facts }: Values): Values {
  if (typeof threshold !== 'object' || threshold === null) return facts;
  const typed: Values = { ...threshold };
  const by = THRESHOLDS[kind].find((name) => isGiven(typed[name]));
  return by === undefined ? facts : { ...facts, threshold: { [by]: typed[by] } };
}
