import type { Audience } from '../../channels/matching';
import type { Notice } from '../../channels/notice';
import type { Alert } from '../alert.entity';
import type { CloseReason, Incident } from '../incidents/incident.entity';
import type { AlertRule } from '../rules/rule.entity';
import type { RuleKind } from '../rules/rule-kinds';
import type { Matcher } from './matcher';
import type { Timings } from './timings';

/** Something that is bad now, whether or not a rule speaks of it. */
export interface Fact {
  kind: RuleKind;
  /** The one rule it was measured for; null when it concerns all of its kind. */
  ruleId: string | null;
  serverId: string | null;
  serverName: string | null;
  serverCode: string | null;
  labels: Record<string, string>;
  /** Null for what is not of one instance, or of one operation. */
  instanceId: string | null;
  operationId: string | null;
  value: number | null;
  total: number | null;
  /** What a person should read of it. */
  detail: string | null;
}

/** How often a server turned bad or well. */
export interface Toggles {
  serverId: string;
  /** Since the incident was opened. */
  changes: number;
  /** Within the flap window. */
  recent: number;
  lastAt: Date | null;
  /** When it last turned bad. */
  badAt: Date | null;
}

/** How people have taken a server out of service. */
export interface Gone {
  reason: Exclude<CloseReason, 'recovered'>;
  /** Who, and until when: "in maintenance by Tom, until …". */
  note: string;
}

/** All that alerts are judged by, read in one transaction. */
export interface Situation {
  now: Date;
  /** How far the clock was put forward since the last look, in ms. */
  leapMs: number;
  timings: Timings;
  rules: readonly AlertRule[];
  facts: readonly Fact[];
  /** Kinds that were looked at: of the others nothing is known, and nothing begins or ends. */
  looked: ReadonlySet<RuleKind>;
  /** Not settled yet. */
  alerts: readonly Alert[];
  /** Not closed yet. */
  incidents: readonly Incident[];
  toggles: ReadonlyMap<string, Toggles>;
  /** Servers people have taken out of service. */
  gone: ReadonlyMap<string, Gone>;
  /** Silences and windows that are on. */
  quiet: readonly Matcher[];
  /** All channels: what nobody asks for is told to nobody, until somebody does. */
  channels: readonly Audience[];
  newId: () => string;
}

/** A notice, and the channels it goes to. */
export interface Addressed {
  notice: Notice;
  to: string[];
}

/** What is to be written and sent. */
export interface Verdict {
  incidents: Incident[];
  alerts: Alert[];
  /** Were never more than pending. */
  dropped: string[];
  notices: Addressed[];
}
