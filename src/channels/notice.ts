export const SEVERITIES = ['info', 'warning', 'critical'] as const;
/** Least first in `SEVERITIES`. */
export type Severity = (typeof SEVERITIES)[number];

export const NOTICE_KINDS = ['firing', 'repeat', 'escalation', 'resolved', 'withdrawn', 'sample'] as const;

/** Why an alert ended. Only the first means that all is well; of the others nobody knows, because nobody asks any more. */
export const END_REASONS = [
  'recovered',
  'maintenance',
  'deactivated',
  'archived',
  'deleted',
  'rule-changed',
  'rule-disabled',
  'rule-deleted',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What people are told at once: one or more alerts of one group. */
export interface Notice {
  /** UUIDv7; the idempotency key towards receivers. */
  id: string;
  kind: (typeof NOTICE_KINDS)[number];
  /** Notices of one incident or group share it: one mail thread, and one order of arrival. */
  threadKey: string;
  severity: Severity;
  at: Date;
  /** For example "7 servers in rack=rack-2: server critical". */
  title: string;
  alerts: NoticeAlert[];
}

export interface NoticeAlert {
  id: string;
  rule: string;
  /** Null for an alert that belongs to no incident. */
  incidentId: string | null;
  serverId: string | null;
  serverName: string | null;
  serverCode: string | null;
  labels: Record<string, string>;
  /** Null for what is not of one instance, or of one operation. */
  instanceId: string | null;
  operationId: string | null;
  summary: string;
  startsAt: Date;
  endsAt: Date | null;
  /** Null while it fires. */
  endReason: EndReason | null;
  /** Who ended it and until when, unless it is over by itself: "in maintenance by Tom, until …". */
  ended: string | null;
  acknowledgedBy: string | null;
}

/** An alert that fires now, for receivers that must be told so again and again. */
export interface FiringAlert extends NoticeAlert {
  severity: Severity;
}

/** Whoever knows what fires. */
export interface Firing {
  list(): Promise<FiringAlert[]>;
}
