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
import { Plan } from '../catalog/plan.entity';
import { Template } from '../catalog/template.entity';
import { conflict } from '../common/errors';
import type { Sealed } from '../database/secrets';
import { Server } from '../servers/server.entity';
import { INSTANCE_TRANSITIONS, type InstanceAction, type InstanceState, refusalOf } from './instance.states';

/** What a new instance must say of itself, and what it may. */
type NewFacts = Pick<
  Instance,
  'id' | 'name' | 'customerName' | 'customerEmail' | 'databaseName' | 'subdomain' | 'serverId' | 'planId' | 'expiresAt'
> &
  Partial<Pick<Instance, 'templateId' | 'domain' | 'externalId' | 'odooVersion' | 'notes'>>;

/** One customer's Odoo database on one server. Every state but `terminated` takes a slot of the server. */
@Entity('instances')
@Unique('instances_database_name_key', ['serverId', 'databaseName'])
@Unique('instances_external_id_key', ['externalId'])
@Check(
  'instances_state_check',
  `state IN ('draft', 'provisioning', 'active', 'suspended', 'expired', 'terminated', 'failed')`,
)
@Check(
  'instances_database_name_check',
  `state = 'terminated' OR database_name ~ '^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$' AND database_name NOT IN ('postgres', 'template0', 'template1')`,
)
@Index('instances_domain_key', ['domain'], { unique: true, where: `state <> 'terminated' AND NOT domain_shared` })
@Index('instances_domain_shared_idx', ['domain', 'id'], { where: 'domain_shared' })
@Index('instances_crons_late_idx', { synchronize: false })
@Index('instances_expires_at_idx', ['expiresAt'], { where: `expires_at IS NOT NULL AND state = 'active'` })
@Index('instances_subdomain_key', ['subdomain'], { unique: true, where: `state <> 'terminated'` })
export class Instance {
  static readonly modelName = 'Instance';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'instances_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column({ type: 'text', collation: 'people' })
  customerName!: string;

  @Column('text')
  customerEmail!: string;

  @Column('text')
  databaseName!: string;

  @Column('text')
  subdomain!: string;

  @Column('text', { nullable: true })
  domain!: string | null;

  /** It had its domain when it was not yet one customer's, and is not the oldest that has it; triggers take the mark away. */
  @Column({ type: 'boolean', default: false, select: false, insert: false, update: false })
  domainShared!: boolean;

  /** What whoever sells it calls it. */
  @Column('text', { nullable: true })
  externalId!: string | null;

  @Column('text', { default: 'draft' })
  state!: InstanceState;

  @Column('uuid')
  serverId!: string;

  @ManyToOne(() => Server, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'server_id', foreignKeyConstraintName: 'instances_server_fkey' })
  server?: Server;

  @Index('instances_template_idx')
  @Column('uuid', { nullable: true })
  templateId!: string | null;

  @ManyToOne(() => Template, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'template_id', foreignKeyConstraintName: 'instances_template_fkey' })
  template?: Template;

  @Index('instances_plan_idx')
  @Column('uuid')
  planId!: string;

  /** Since when it has this plan; a trigger dates it. */
  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()', select: false, insert: false, update: false })
  planSince!: Date;

  @ManyToOne(() => Plan, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'plan_id', foreignKeyConstraintName: 'instances_plan_fkey' })
  plan?: Plan;

  @Column('text', { nullable: true })
  odooVersion!: string | null;

  @Column('text', { nullable: true })
  notes!: string | null;

  @Column('timestamptz', { nullable: true })
  activatedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  /** What Amiral gets into its database with: see `InstanceAccess`. */
  @Column('text', { nullable: true, select: false })
  serviceAccess!: Sealed | null;

  /** When the database of a terminated instance is dropped; null where it stays, or is gone. */
  @Index('instances_purge_after_idx', { where: 'purge_after IS NOT NULL' })
  @Column('timestamptz', { nullable: true })
  purgeAfter!: Date | null;

  /** Of the database, as the last look inside saw it; a bigint, which arrives as a string. */
  @Column('bigint', { nullable: true })
  sizeBytes!: string | null;

  /** Of the files its users have stored. */
  @Column('bigint', { nullable: true })
  attachmentsBytes!: string | null;

  /** Internal users that may log in, Amiral's own left out. */
  @Column('integer', { nullable: true })
  activeUsers!: number | null;

  /** Scheduled actions that should have run 10 minutes before the last look. */
  @Column('integer', { nullable: true })
  lateCrons!: number | null;

  @Column('timestamptz', { nullable: true })
  inspectedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;

  /** A new one, a draft until it moves. */
  static of(facts: NewFacts): Instance {
    const { templateId = null, domain = null, externalId = null, odooVersion = null, notes = null } = facts;
    const empty = { state: 'draft', activatedAt: null, purgeAfter: null };
    return Object.assign(new Instance(), empty, facts, { templateId, domain, externalId, odooVersion, notes });
  }

  /** It runs already: it was there before Amiral knew of it. */
  adopt(at: Date): void {
    this.state = 'active';
    this.activatedAt = at;
  }

  /** Its database is to be made. */
  provision(): void {
    this.take('provision');
  }

  /** Its database was made, and found as it is to be. @param serie of its Odoo, as `16.0` */
  activate(at: Date, serie: string): void {
    this.state = 'active';
    this.activatedAt = at;
    this.odooVersion ??= serie;
  }

  /** Checks what an edit has made of this row. @param before as it was */
  checkEdited(before: Pick<Instance, 'templateId'>): void {
    if (this.state === 'terminated') {
      throw conflict('instance-terminated', 'A terminated instance stays as it was; it cannot be changed any more.');
    }
    if (this.state === 'draft' || this.templateId === before.templateId) return;
    throw conflict('template-used', 'The template can be changed only while the instance is a draft.');
  }

  suspend(): void {
    this.take('suspend');
  }

  /** Its time is over, and its plan suspends then. */
  expire(): void {
    this.take('suspend');
    this.state = 'expired';
  }

  /** @param expiresAt when it ends from now on; null leaves that as it is */
  resume(expiresAt: Date | null): void {
    this.take('resume');
    if (expiresAt) this.expiresAt = expiresAt;
  }

  /** Frees the slot; the row stays until it is deleted. @param purgeAfter when its database is dropped; null: never */
  terminate(purgeAfter: Date | null): void {
    this.take('terminate');
    this.purgeAfter = purgeAfter;
  }

  /** Its database is gone. */
  purged(): void {
    this.take('purge');
    this.purgeAfter = null;
  }

  checkDelete(): void {
    if (this.state !== 'terminated') {
      throw conflict('instance-not-terminated', 'Only a terminated instance can be deleted; terminate it first.');
    }
    if (this.purgeAfter === null) return;
    throw conflict('instance-not-purged', 'Its database is still there; purge it first, or wait until it is.');
  }

  /** Where the table of transitions says. @throws DomainError 409 when the action may not be taken now */
  private take(action: InstanceAction): void {
    const refusal = refusalOf(action, this);
    if (refusal) throw refusal;
    const { to } = INSTANCE_TRANSITIONS[action];
    if (to !== 'same') this.state = to;
  }
}
