import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { Schedule } from './occurrences';

/** Work that is planned, once or again and again: while it is on, alerts of its servers tell nobody. */
@Entity('maintenance_windows')
export class MaintenanceWindow {
  static readonly modelName = 'MaintenanceWindow';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'maintenance_windows_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('jsonb', { default: {} })
  labels!: Record<string, string>;

  @Column('uuid', { array: true, default: [] })
  serverIds!: string[];

  @Column('jsonb')
  schedule!: Schedule;

  @Column('uuid')
  authorId!: string;

  @Column('text')
  authorName!: string;

  /** Moves with people's edits. */
  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
