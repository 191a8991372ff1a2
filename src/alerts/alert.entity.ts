import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { EndReason, Notice, Severity } from '../channels/notice';
import { Incident } from './incidents/incident.entity';
import type { RuleKind } from './rules/rule-kinds';

export const ALERT_STATES = ['pending', 'firing', 'resolved'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/**
 * A rule that holds of a server, an instance, an operation, or the fleet: at most one open of each. Everything that decides when people are told
 * stands here, so that a restart repeats nothing. Names and labels are those of its beginning.
 */
@Entity('alerts')
@Check('alerts_severity_check', `severity IN ('info', 'warning', 'critical')`)
@Check('alerts_state_check', `state IN ('pending', 'firing', 'resolved')`)
@Check('alerts_settled_check', `NOT settled OR state = 'resolved'`)
@Check(
  'alerts_times_check',
  `(state = 'pending') = (starts_at IS NULL) AND (state = 'resolved') = (ends_at IS NOT NULL)`,
)
@Check(
  'alerts_end_reason_check',
  `end_reason IS NULL OR (ends_at IS NOT NULL AND end_reason IN ('recovered', 'maintenance', 'deactivated', 'archived', 'deleted', 'rule-changed', 'rule-disabled', 'rule-deleted'))`,
)
@Index('alerts_open_key', { synchronize: false })
@Index('alerts_unsettled_idx', ['id'], { where: 'NOT settled' })
@Index('alerts_server_idx', ['serverId', 'id'])
@Index('alerts_incident_idx', ['incidentId'])
export class Alert {
  static readonly modelName = 'Alert';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alerts_pkey' })
  id!: string;

  @Column('uuid')
  ruleId!: string;

  @Column({ type: 'text', collation: 'people' })
  ruleName!: string;

  @Column('text')
  kind!: RuleKind;

  /** Null for an alert of the fleet or of the monitor itself. */
  @Column('uuid', { nullable: true })
  serverId!: string | null;

  @Column('text', { nullable: true })
  serverName!: string | null;

  @Column('text', { nullable: true })
  serverCode!: string | null;

  @Column('jsonb')
  labels!: Record<string, string>;

  /** What it is about besides the server; no key: it outlives both. */
  @Column('uuid', { nullable: true })
  instanceId!: string | null;

  @Column('uuid', { nullable: true })
  operationId!: string | null;

  @Column('uuid', { nullable: true })
  incidentId!: string | null;

  @ManyToOne(() => Incident)
  @JoinColumn({ name: 'incident_id', foreignKeyConstraintName: 'alerts_incident_fkey' })
  incident?: Incident;

  @Column('text')
  severity!: Severity;

  /** Steps of the rule's threshold that it has passed; it grows only, and each step is told anew. */
  @Column('integer', { default: 1 })
  level!: number;

  @Column('text')
  state!: AlertState;

  /** Its end is told, or need not be: nothing happens to it any more. */
  @Column('boolean', { default: false })
  settled!: boolean;

  @Column('boolean', { default: false })
  silenced!: boolean;

  @Column('text')
  summary!: string;

  @Column('timestamptz')
  pendingSince!: Date;

  @Column('timestamptz', { nullable: true })
  startsAt!: Date | null;

  /** Since when what it speaks of is over, while it is not yet sure to stay so. */
  @Column('timestamptz', { nullable: true })
  clearSince!: Date | null;

  @Column('timestamptz', { nullable: true })
  endsAt!: Date | null;

  /** Null until it ends, and of alerts that ended before this was noted. */
  @Column('text', { nullable: true })
  endReason!: EndReason | null;

  /** Who took what it speaks of out of service, as a text; null when it is over by itself. */
  @Column('text', { nullable: true })
  endNote!: string | null;

  /** Channels that were sent its beginning: they are told of its end, whatever they ask for by then. */
  @Column('uuid', { array: true, default: [] })
  toldChannelIds!: string[];

  /** Alerts told together; the thread of all that is told of them later. */
  @Column('uuid', { nullable: true })
  groupId!: string | null;

  @Column('timestamptz', { nullable: true })
  firstToldAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  toldAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  escalatedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt!: Date | null;

  @Column('uuid', { nullable: true })
  acknowledgedBy!: string | null;

  @Column('text', { nullable: true })
  acknowledgedByName!: string | null;
}

/** Which notice spoke of which alert. */
@Entity('alert_notices')
@Index('alert_notices_notice_idx', ['noticeId'])
export class AlertNotice {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alert_notices_pkey' })
  alertId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alert_notices_pkey' })
  noticeId!: string;

  @ManyToOne(() => Alert)
  @JoinColumn({ name: 'alert_id', foreignKeyConstraintName: 'alert_notices_alert_fkey' })
  alert?: Alert;

  @Column('text')
  kind!: Notice['kind'];

  @Column('timestamptz')
  at!: Date;
}
