import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What has just changed, for an hour: those who follow live and have missed something are told from here. Triggers write it. */
@Entity('changes')
@Index('changes_at_idx', ['at'])
export class Change {
  @PrimaryColumn('bigint', {
    primaryKeyConstraintName: 'changes_pkey',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  @Column('text')
  kind!: string;

  @Column('uuid')
  subjectId!: string;
}
