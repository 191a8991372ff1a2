import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Every action that is written down: one word each, and none is ever taken away, because old lines keep theirs. */
export const ACTIONS = [
  'create',
  'update',
  'delete',
  'activate',
  'maintenance',
  'maintenance-overrun',
  'deactivate',
  'cordon',
  'uncordon',
  'reorder',
  'check-health',
  'test-connection',
  'offline',
  'online',
  'panic',
  'panic-confirm',
  'panic-end',
  'adopt',
  'terminate',
  'login',
  'login-failed',
  'logout',
  'change-password',
  'refresh-reused',
  'test',
  'retry',
  'acknowledge',
  'unacknowledge',
  'expire',
  'reset',
  'start',
  'succeed',
  'fail',
  'compensate',
  'need-operator',
  'cancel',
  'cancelled',
  'resolve',
  'reveal',
  'pause',
  'unpause',
  'provision',
  'suspend',
  'resume',
  'inspect',
  'purge',
  'claim',
  'service-login',
  'publish',
  'expiry-notice',
  'expiry-confirm',
  'keep',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Every kind of thing that something is done to. */
export const SUBJECTS = [
  'server',
  'instance',
  'plan',
  'template',
  'user',
  'monitor',
  'channel',
  'delivery',
  'alert',
  'alert-rule',
  'incident',
  'silence',
  'maintenance-window',
  'operation',
] as const;
export type SubjectType = (typeof SUBJECTS)[number];

/** One field as it was and as it is; a secret shows only that it changed. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** One line of the record. The database refuses to change or delete it. */
@Entity('journal')
@Index('journal_subject_idx', ['subjectType', 'subjectId', 'id'])
@Index('journal_actor_idx', ['actorId', 'id'])
@Index('journal_action_idx', ['action', 'id'])
export class JournalEntry {
  static readonly modelName = 'Event';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'journal_pkey' })
  id!: string;

  @Column('timestamptz')
  at!: Date;

  /** Null when Amiral itself acted. */
  @Column('uuid', { nullable: true })
  actorId!: string | null;

  @Column('text')
  actorName!: string;

  @Column('text')
  action!: Action;

  @Column('text')
  subjectType!: SubjectType;

  @Column('uuid', { nullable: true })
  subjectId!: string | null;

  @Column('text')
  subjectName!: string;

  @Column('jsonb', { default: () => "'[]'" })
  changes!: Change[];

  @Column('text', { nullable: true })
  requestId!: string | null;

  @Column('text', { nullable: true })
  ip!: string | null;

  /** What a search looks through; a trigger writes it. */
  @Column({ type: 'text', select: false, insert: false })
  searchText!: string;
}
