import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Server } from '../server.entity';

/**
 * What a database is kept for. `live`: customers work in it, or are copied from it; `source`: what a move left behind; `old`: what a restore replaced; `replica`:
 * a warm copy; `test`: of a restore test.
 */
export const COPY_ROLES = ['live', 'source', 'old', 'replica', 'test'] as const;
export type CopyRole = (typeof COPY_ROLES)[number];

/** A database that Amiral made, or keeps: only such a one is ever dropped. Whose it is, is known by `database.uuid`, never by its name. */
@Entity('copies')
@Unique('copies_name_key', ['serverId', 'name'])
@Check('copies_role_check', `role IN ('live', 'source', 'old', 'replica', 'test')`)
@Check('copies_owner_check', `instance_id IS NULL OR template_id IS NULL`)
@Index('copies_live_key', ['instanceId'], { unique: true, where: `role = 'live'` })
export class DatabaseCopy {
  static readonly modelName = 'Leftover';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'copies_pkey' })
  id!: string;

  @Column('uuid')
  serverId!: string;

  @ManyToOne(() => Server, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'server_id', foreignKeyConstraintName: 'copies_server_fkey' })
  server?: Server;

  @Column('text')
  name!: string;

  /** Odoo's `database.uuid`, once it was read. */
  @Column('text', { nullable: true })
  uuid!: string | null;

  @Column('text')
  role!: CopyRole;

  /** Whose data is in it. */
  @Column('uuid', { nullable: true })
  instanceId!: string | null;

  /** Of which template it is a published copy. */
  @Column('uuid', { nullable: true })
  templateId!: string | null;

  /** What made it. */
  @Column('uuid', { nullable: true })
  operationId!: string | null;

  @Column('timestamptz', { nullable: true })
  fencedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  dropAfter!: Date | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
