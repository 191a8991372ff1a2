import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Severity } from '../../channels/notice';

export const CLOSE_REASONS = ['recovered', 'maintenance', 'deactivated', 'archived', 'deleted'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Something was wrong with a server, or with the monitor itself: kept for good, at most one open at a time for each. */
@Entity('incidents')
@Check('incidents_severity_check', `severity IN ('info', 'warning', 'critical')`)
@Check('incidents_closed_check', `(closed_at IS NULL) = (close_reason IS NULL)`)
// Unique with NULLS NOT DISTINCT, which TypeORM cannot say: the monitor has one open incident too.
@Index('incidents_open_key', { synchronize: false })
@Index('incidents_server_idx', ['serverId', 'openedAt'])
@Index('incidents_opened_at_idx', ['openedAt'])
export class Incident {
  static readonly modelName = 'Incident';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'incidents_pkey' })
  id!: string;

  /** Null for the monitor itself. No foreign key: the record outlives the server. */
  @Column('uuid', { nullable: true })
  serverId!: string | null;

  @Column('text', { nullable: true })
  serverName!: string | null;

  @Column('text', { nullable: true })
  serverCode!: string | null;

  @Column('text')
  severity!: Severity;

  @Column('text')
  cause!: string;

  @Column('timestamptz')
  openedAt!: Date;

  /** When it was over; null while it is not, and again when it comes back before the incident is closed. */
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  closedAt!: Date | null;

  @Column('text', { nullable: true })
  closeReason!: CloseReason | null;

  @Column('boolean', { default: false })
  flapping!: boolean;

  /** How often it went bad or well since it was opened, the first time included. */
  @Column('integer', { default: 1 })
  changes!: number;

  @Column('timestamptz', { nullable: true })
  acknowledgedAt!: Date | null;

  @Column('uuid', { nullable: true })
  acknowledgedBy!: string | null;

  @Column('text', { nullable: true })
  acknowledgedByName!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;
}
