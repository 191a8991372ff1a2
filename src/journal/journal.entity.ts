import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

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
  action!: string;

  @Column('text')
  subjectType!: string;

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
}
