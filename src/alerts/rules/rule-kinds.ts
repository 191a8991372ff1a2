import { WARNING_DAYS } from '../../outbound/certificate-end';
import type { Severity } from '../../channels/notice';

export const RULE_KINDS = [
  'server-critical',
  'server-warning',
  'database-down',
  'certificate-ends',
  'capacity',
  'headroom-low',
  'health-unknown',
  'monitor-frozen',
  'backup-overdue',
  'maintenance-overrun',
  'operation-failed',
  'operation-needs-operator',
  'crons-late',
  'over-plan',
  'expiry-held',
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** What a rule compares with: days before the end, per cent, or free slots. */
export type Threshold = { days: number[] } | { percent: number } | { slots: number };

interface Defaults {
  severity: Severity;
  holdSeconds: number;
  threshold: Threshold | null;
  opensIncident: boolean;
  enabled: boolean;
}

const rule = (severity: Severity, holdSeconds: number, more: Partial<Defaults> = {}): Defaults => ({
  severity,
  holdSeconds,
  threshold: null,
  opensIncident: false,
  enabled: true,
  ...more,
});

/** What each kind is unless somebody says otherwise: the built-in rules, and what they are reset to. */
export const RULE_DEFAULTS: Readonly<Record<RuleKind, Defaults>> = {
  'server-critical': rule('critical', 0, { opensIncident: true }),
  'server-warning': rule('warning', 300),
  'database-down': rule('critical', 0, { opensIncident: true }),
  'certificate-ends': rule('critical', 0, { threshold: { days: [WARNING_DAYS, 14, 7, 3] } }),
  capacity: rule('warning', 300, { threshold: { percent: 90 } }),
  'headroom-low': rule('warning', 300, { threshold: { slots: 10 } }),
  'health-unknown': rule('warning', 300),
  'monitor-frozen': rule('critical', 0, { opensIncident: true }),
  'backup-overdue': rule('warning', 0, { enabled: false }),
  // So long the test that ends a maintenance is given.
  'maintenance-overrun': rule('critical', 60, { opensIncident: true }),
  'operation-failed': rule('warning', 0),
  'operation-needs-operator': rule('critical', 0),
  'crons-late': rule('warning', 0),
  // A week: who hired for the season, or imports files, need not be called.
  'over-plan': rule('warning', 7 * 86_400),
  'expiry-held': rule('warning', 0),
};

/**
 * What is measured where a kind measures something: days left and the most that count, per cent used, free slots and slots altogether, or of a maintenance
 * that does not end 2 when the server is down and 1 when it is not.
 */
export interface Measured {
  value: number | null;
  total: number | null;
}

/**
 * How far a fact goes beyond the rule's threshold, in steps.
 * @returns 0 when the rule does not speak of it; kinds without a threshold have one step
 */
export function levelOf(
  { kind, threshold }: { kind: RuleKind; threshold: Threshold | null },
  { value, total }: Measured,
): number {
  if (kind === 'maintenance-overrun') return value ?? 1;
  if (threshold === null || value === null) return 1;
  if ('days' in threshold) return threshold.days.filter((days) => value <= Math.min(days, total ?? days)).length;
  if ('slots' in threshold) return Number(value < threshold.slots);
  // Of a fleet it is the share that is free, of one server the share that is used.
  return Number(total === null ? value > threshold.percent : value * 100 < threshold.percent * total);
}

/**
 * Grows with the steps: the last one is as severe as the rule says, the first of several is mere information; of a maintenance that
 * does not end it is one less.
 */
export function severityAt(
  { kind, severity, threshold }: Pick<Defaults, 'severity' | 'threshold'> & { kind: RuleKind },
  level: number,
): Severity {
  if (kind === 'maintenance-overrun') return level > 1 ? severity : oneLess(severity);
  const steps = threshold && 'days' in threshold ? threshold.days.length : 1;
  if (level >= steps) return severity;
  return level === 1 || severity === 'info' ? 'info' : 'warning';
}

function oneLess(severity: Severity): Severity {
  return severity === 'critical' ? 'warning' : 'info';
}
