import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Sealed } from '../database/secrets';
import type { OperationState, StepKind, StepState } from './operation.states';

/** Durable work that somebody, or a policy, asked for. */
@Entity('operations')
@Check(
  'operations_state_check',
  `state IN ('queued', 'running', 'succeeded', 'failed', 'compensating', 'compensated', 'needs-operator', 'cancelled')`,
)
@Check(
  'operations_ended_check',
  `(ended_at IS NOT NULL) = (state IN ('succeeded', 'failed', 'compensated', 'cancelled'))`,
)
@Check(
  'operations_owner_check',
  `(owner IS NULL) = (lease_until IS NULL) AND (owner IS NULL OR state IN ('running', 'compensating'))`,
)
@Check('operations_lane_check', 'NOT holds_lane OR lane IS NOT NULL')
@Check('operations_error_check', '(error_code IS NULL) = (error_detail IS NULL)')
@Check(
  'operations_turned_check',
  `NOT (turned_back AND past_return) AND (turned_back OR state NOT IN ('compensating', 'compensated', 'failed')) AND (NOT turned_back OR state <> 'succeeded')`,
)
@Check('operations_secrets_check', 'ended_at IS NULL OR secrets IS NULL')
@Index('operations_exclusion_key', ['exclusion'], { unique: true, where: 'ended_at IS NULL' })
@Index('operations_lane_key', ['lane'], { unique: true, where: 'holds_lane' })
@Index('operations_due_idx', ['priority', 'dueAt'], { where: `state IN ('queued', 'running', 'compensating')` })
@Index('operations_subject_idx', ['subjectType', 'subjectId', 'id'])
@Index('operations_parent_idx', ['parentId', 'id'], { where: 'parent_id IS NOT NULL' })
@Index('operations_requested_by_idx', ['requestedBy', 'id'])
@Index('operations_failed_idx', ['endedAt'], {
  where: `state IN ('failed', 'compensated') AND NOT cancel_requested`,
})
@Index('operations_stuck_idx', ['id'], { where: `state = 'needs-operator'` })
@Index('operations_sealed_idx', ['createdAt'], { where: 'secrets IS NOT NULL OR reveal IS NOT NULL' })
export class Operation {
  static readonly modelName = 'Operation';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'operations_pkey' })
  id!: string;

  /** A word of `OPERATION_KINDS`, or of a release that is gone. */
  @Column('text')
  kind!: string;

  @Column('text', { default: 'queued' })
  state!: OperationState;

  @Column('text')
  subjectType!: string;

  @Column('uuid')
  subjectId!: string;

  @Column('text')
  subjectName!: string;

  /** Where it works; null for what works nowhere in particular. */
  @Column('uuid', { nullable: true })
  serverId!: string | null;

  @Column('uuid', { nullable: true })
  parentId!: string | null;

  @ManyToOne(() => Operation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'operations_parent_fkey' })
  parent?: Operation;

  /** What only one operation at a time works on, until it has ended. */
  @Column('text', { nullable: true })
  exclusion!: string | null;

  /** 0 before 1 (people) before 2 (policies). */
  @Column('smallint', { default: 1 })
  priority!: number;

  @Column('uuid', { nullable: true })
  requestedBy!: string | null;

  @Column('text')
  requestedByName!: string;

  /** What was asked for; never a secret. */
  @Column('jsonb', { default: () => "'{}'" })
  input!: Record<string, unknown>;

  /** Secrets that its steps need, as sealed JSON; gone when it ends, or after a day. */
  @Column({ type: 'text', nullable: true, select: false })
  secrets!: Sealed | null;

  /** What its steps have found out for those that follow; never a secret. */
  @Column('jsonb', { default: () => "'{}'" })
  facts!: Record<string, unknown>;

  @Column('jsonb', { nullable: true })
  result!: Record<string, unknown> | null;

  @Column('text', { nullable: true })
  errorCode!: string | null;

  @Column('text', { nullable: true })
  errorDetail!: string | null;

  /** What is shown once, to whoever asked for it; sealed. */
  @Column({ type: 'text', nullable: true, select: false })
  reveal!: Sealed | null;

  @Column('timestamptz', { nullable: true })
  revealedAt!: Date | null;

  /** It only goes forward from here. */
  @Column('boolean', { default: false })
  pastReturn!: boolean;

  /** It only goes back from here; also while it needs an operator. */
  @Column('boolean', { default: false })
  turnedBack!: boolean;

  @Column('boolean', { default: false })
  cancelRequested!: boolean;

  /** The line of calls in which its next call stands: one call a lane, in the whole cluster. */
  @Column('text', { nullable: true })
  lane!: string | null;

  /** Kept while it is not known what became of the call, whoever owns the operation. */
  @Column('boolean', { default: false })
  holdsLane!: boolean;

  /** The process that runs it. */
  @Column('uuid', { nullable: true })
  owner!: string | null;

  /** Raised by each claim; whoever writes under an older one changes nothing. */
  @Column('integer', { default: 0 })
  epoch!: number;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  /** Not claimed before. */
  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  dueAt!: Date;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

/** A part of an operation. */
@Entity('operation_steps')
@Check('operation_steps_kind_check', `kind IN ('local', 'repeatable', 'ask-first')`)
@Check(
  'operation_steps_state_check',
  `state IN ('pending', 'running', 'succeeded', 'failed', 'unknown', 'compensated', 'skipped')`,
)
export class OperationStep {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'operation_steps_pkey' })
  operationId!: string;

  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'operation_steps_pkey' })
  position!: number;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: StepKind;

  @Column('text', { default: 'pending' })
  state!: StepState;

  /** How many tries were begun. */
  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  /** Since when its answer is missing, or its compensation fails. */
  @Column('timestamptz', { nullable: true })
  unknownSince!: Date | null;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('bigint', { nullable: true })
  bytesDone!: string | null;

  @Column('bigint', { nullable: true })
  bytesTotal!: string | null;

  @ManyToOne(() => Operation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'operation_id', foreignKeyConstraintName: 'operation_steps_operation_fkey' })
  operation?: Operation;
}

/** The stop switch: none starts a step on this server, or anywhere. */
@Entity('operation_pauses')
@Check('operation_pauses_restored_check', 'server_id IS NULL OR NOT restored')
@Index('operation_pauses_server_id_key', ['serverId'], { unique: true, nullsNotDistinct: true } as object)
export class OperationPause {
  static readonly modelName = 'OperationPause';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'operation_pauses_pkey' })
  id!: string;

  /** Null: everywhere. */
  @Column('uuid', { nullable: true })
  serverId!: string | null;

  @Column('text')
  reason!: string;

  @Column('uuid', { nullable: true })
  authorId!: string | null;

  @Column('text')
  authorName!: string;

  /** By Amiral itself, because it was restored from a backup: it ends only once everything was compared. */
  @Column('boolean', { default: false })
  restored!: boolean;

  /** When every instance was compared with what its server lists. */
  @Column('timestamptz', { nullable: true })
  reconciledAt!: Date | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
