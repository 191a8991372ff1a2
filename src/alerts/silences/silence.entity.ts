import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** Somebody knows already: matching alerts tell nobody from one time to another. */
@Entity('silences')
@Check('silences_time_check', `ends_at >= starts_at`)
@Index('silences_ends_at_idx', ['endsAt'])
export class Silence {
  static readonly modelName = 'Silence';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'silences_pkey' })
  id!: string;

  @Column('jsonb', { default: {} })
  labels!: Record<string, string>;

  @Column('uuid', { array: true, default: [] })
  serverIds!: string[];

  @Column('uuid', { array: true, default: [] })
  ruleIds!: string[];

  @Column('text')
  reason!: string;

  @Column('uuid')
  authorId!: string;

  @Column('text')
  authorName!: string;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz')
  endsAt!: Date;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
