import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import type { Severity } from '../../channels/notice';
import type { RuleKind, Threshold } from './rule-kinds';

/** What is worth calling people for, how bad it is, and how long it must hold. */
@Entity('alert_rules')
@Unique('rules_name_key', ['name'])
@Check(
  'alert_rules_kind_check',
  `kind IN ('server-critical', 'server-warning', 'database-down', 'certificate-ends', 'capacity', 'headroom-low', 'health-unknown', 'monitor-frozen', 'backup-overdue', 'maintenance-overrun', 'operation-failed', 'operation-needs-operator', 'crons-late', 'over-plan', 'expiry-held')`,
)
@Check('alert_rules_severity_check', `severity IN ('info', 'warning', 'critical')`)
@Check('alert_rules_hold_seconds_check', `hold_seconds >= 0`)
export class AlertRule {
  static readonly modelName = 'AlertRule';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'alert_rules_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  kind!: RuleKind;

  @Column('text')
  severity!: Severity;

  /** How long it must hold before anybody is called. */
  @Column('integer', { default: 0 })
  holdSeconds!: number;

  /** Servers that carry all of these; none is every server. */
  @Column('jsonb', { default: {} })
  labels!: Record<string, string>;

  /** What the kind compares with; null for kinds that compare nothing. */
  @Column('jsonb', { nullable: true })
  threshold!: Threshold | null;

  @Column('boolean', { default: false })
  opensIncident!: boolean;

  @Column('boolean', { default: true })
  enabled!: boolean;

  /** Can be disabled and reset, never deleted. */
  @Column('boolean', { default: false })
  builtIn!: boolean;

  /** Moves with people's edits. */
  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
