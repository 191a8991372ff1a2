import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
} from 'typeorm';
import type { Sealed } from '../database/secrets';
import { Server } from '../servers/server.entity';

export const TEMPLATE_SERVER_STATES = ['pending', 'ready', 'failed'] as const;
export type TemplateServerState = (typeof TEMPLATE_SERVER_STATES)[number];

/** A database that new customers' databases are copied from. */
@Entity('templates')
@Unique('templates_code_key', ['code'])
export class Template {
  static readonly modelName = 'Template';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'templates_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  code!: string;

  @Column('text')
  templateDb!: string;

  @Column('text', { nullable: true })
  templateVersion!: string | null;

  @Column('text', { nullable: true })
  odooVersion!: string | null;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('boolean', { default: false })
  isReady!: boolean;

  @Column('boolean', { default: false })
  archived!: boolean;

  /** Where it is made and kept; publishing copies it from there. */
  @Index('templates_source_server_idx')
  @Column('uuid', { nullable: true })
  sourceServerId!: string | null;

  @ManyToOne(() => Server, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'source_server_id', foreignKeyConstraintName: 'templates_source_server_fkey' })
  sourceServer?: Server;

  /** How often it was published. */
  @Column('integer', { default: 0 })
  publication!: number;

  /** What Amiral gets into it with: see `TemplateAccess`. */
  @Column('text', { nullable: true, select: false })
  serviceAccess!: Sealed | null;

  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}

/** Where a template is, and whether it is ready there. Customers are provisioned only where it is. */
@Entity('template_servers')
@Check('template_servers_state_check', `state IN ('pending', 'ready', 'failed')`)
export class TemplateServer {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'template_servers_pkey' })
  templateId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'template_servers_pkey' })
  serverId!: string;

  @Column('text', { default: 'pending' })
  state!: TemplateServerState;

  /** The publication that stands there; null for one that was put there by hand. */
  @Column('integer', { nullable: true })
  publication!: number | null;

  @Column('timestamptz', { nullable: true })
  verifiedAt!: Date | null;

  /** The scheduled actions that run in copies of it: a published template is sealed, and none runs in itself. */
  @Column('integer', { array: true, nullable: true })
  cronIds!: number[] | null;

  @ManyToOne(() => Template, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'template_id', foreignKeyConstraintName: 'template_servers_template_fkey' })
  template?: Template;

  @ManyToOne(() => Server, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'server_id', foreignKeyConstraintName: 'template_servers_server_fkey' })
  server?: Server;
}
