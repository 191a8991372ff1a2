import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import { conflict } from '../common/errors';
import type { Sealed } from '../database/secrets';
import {
  type HealthReasonCode,
  type HealthStatus,
  type Lifecycle,
  type Reachability,
  hosting,
  refusalOf,
  SERVER_TRANSITIONS,
  type ServerAction,
  type ServerState,
  stateOf,
} from './server.states';

/**
 * A host of customers' databases. `state`, `available_capacity`, `free_slots` and `search_text` are columns the database generates; they
 * are not mapped here because TypeORM writes the database's name into the migration of a generated column.
 */
@Entity('servers')
@Unique('servers_code_key', ['code'])
@Unique('servers_server_url_key', ['serverUrl'])
@Check('servers_lifecycle_check', `lifecycle IN ('draft', 'active', 'maintenance', 'disabled')`)
@Check('servers_reachability_check', `reachability IN ('unknown', 'reachable', 'unreachable')`)
@Check('servers_health_status_check', `health_status IN ('healthy', 'warning', 'critical', 'unknown')`)
@Check(
  'servers_health_reasons_check',
  `health_reasons <@ ARRAY['unreachable', 'database-down', 'slow', 'unconfirmed-failure', 'database-unconfirmed', 'certificate-ends', 'crons-late', 'host-disk', 'host-memory', 'stale', 'frozen']`,
)
@Check('servers_slots_check', `instance_count >= 0 AND instance_count <= max_instances`)
@Check('servers_max_instances_check', `max_instances > 0`)
@Check('servers_archived_check', `NOT archived OR lifecycle IN ('draft', 'disabled')`)
@Check('servers_hosting_check', `instance_count = 0 OR lifecycle IN ('active', 'maintenance')`)
@Check(
  'servers_maintenance_check',
  `lifecycle = 'maintenance' OR (maintenance_reason IS NULL AND maintenance_until IS NULL)`,
)
@Index('servers_maintenance_until_idx', { synchronize: false })
@Index('servers_labels_idx', { synchronize: false })
@Index('servers_placement_idx', { synchronize: false })
@Index('servers_filters_idx', { synchronize: false })
@Index('servers_sequence_idx', { synchronize: false })
@Index('servers_sequence_desc_idx', { synchronize: false })
@Index('servers_state_idx', { synchronize: false })
@Index('servers_state_desc_idx', { synchronize: false })
@Index('servers_health_status_idx', { synchronize: false })
@Index('servers_health_status_desc_idx', { synchronize: false })
@Index('servers_instance_count_idx', { synchronize: false })
@Index('servers_available_capacity_idx', { synchronize: false })
@Index('servers_name_idx', { synchronize: false })
@Index('servers_unwell_idx', { synchronize: false })
export class Server {
  static readonly modelName = 'Server';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'servers_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  code!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('integer', { default: 10 })
  sequence!: number;

  /** Normalised: see `normaliseUrl`. */
  @Column('text')
  serverUrl!: string;

  @Column('text', { nullable: true })
  serverIp!: string | null;

  @Column('integer', { nullable: true, default: 8069 })
  serverPort!: number | null;

  @Column('text', { nullable: true })
  serverUsername!: string | null;

  @Column('text', { nullable: true, default: 'localhost' })
  dbHost!: string | null;

  @Column('integer', { nullable: true, default: 5432 })
  dbPort!: number | null;

  @Column('text', { nullable: true, default: 'odoo' })
  dbUser!: string | null;

  @Column('integer', { nullable: true })
  cpuCores!: number | null;

  @Column('double precision', { nullable: true })
  memoryGb!: number | null;

  @Column('double precision', { nullable: true })
  diskGb!: number | null;

  @Column('integer', { default: 100 })
  maxInstances!: number;

  @Column('jsonb', { default: {} })
  labels!: Record<string, string>;

  @Column('text', { nullable: true })
  tlsCa!: string | null;

  @Column('double precision', { nullable: true })
  healthIntervalSeconds!: number | null;

  @Column('text', { nullable: true })
  serverPassword!: Sealed | null;

  @Column('text', { nullable: true })
  dbPassword!: Sealed | null;

  @Column('text', { nullable: true })
  masterPassword!: Sealed | null;

  @Column('text', { default: 'draft' })
  lifecycle!: Lifecycle;

  @Column('text', { default: 'unknown' })
  reachability!: Reachability;

  @Column('text', { default: 'unknown' })
  healthStatus!: HealthStatus;

  /** Why it is not healthy, the worst first. */
  @Column('text', { array: true, default: () => "'{stale}'" })
  healthReasons!: HealthReasonCode[];

  /** Since when the health is what it is: a trigger writes it with whatever changes that. */
  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()', insert: false, update: false })
  healthSince!: Date;

  @Column('boolean', { default: false })
  cordoned!: boolean;

  @Column('text', { nullable: true })
  maintenanceReason!: string | null;

  @Column('timestamptz', { nullable: true })
  maintenanceUntil!: Date | null;

  @Column('integer', { default: 0 })
  instanceCount!: number;

  @Column('boolean', { default: false })
  archived!: boolean;

  /** Moves with people's edits only, never with probes or counts. */
  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;

  get state(): ServerState {
    return stateOf(this.lifecycle, this.reachability);
  }

  /** @throws DomainError 409 when the action may not be taken now */
  check(action: ServerAction): void {
    const refusal = refusalOf(action, this);
    if (refusal) throw refusal;
  }

  /** Into service, seen reachable by the test that came just before; the health is what that test found. */
  activate({ health, reasons }: { health: HealthStatus; reasons: readonly HealthReasonCode[] }): void {
    this.take('activate');
    this.reachability = 'reachable';
    this.healthStatus = health;
    this.healthReasons = [...reasons];
    this.maintenanceReason = null;
    this.maintenanceUntil = null;
  }

  maintenance(reason: string | null, until: Date | null): void {
    this.take('maintenance');
    this.maintenanceReason = reason;
    this.maintenanceUntil = until;
  }

  deactivate(): void {
    this.take('deactivate');
    this.maintenanceReason = null;
    this.maintenanceUntil = null;
    this.forgetProbes();
  }

  cordon(): void {
    this.take('cordon');
    this.cordoned = true;
  }

  uncordon(): void {
    this.take('uncordon');
    this.cordoned = false;
  }

  /** What was seen is of another address, or too old to count: health starts over. */
  forgetProbes(): void {
    this.reachability = 'unknown';
    this.healthStatus = 'unknown';
    this.healthReasons = ['stale'];
  }

  /** Checks what an edit has made of this row against the rules that need more than one field. */
  checkEdited(): void {
    if (this.archived && this.lifecycle !== 'draft' && this.lifecycle !== 'disabled') {
      throw conflict('server-in-service', 'Only draft and disabled servers can be archived; deactivate it first.');
    }
    if (this.maxInstances < this.instanceCount) {
      throw conflict(
        'below-instance-count',
        `The server hosts ${String(this.instanceCount)} instances; maxInstances cannot be lower.`,
      );
    }
  }

  checkDelete(): void {
    const refusal = hosting(this, 'deleted');
    if (refusal) throw refusal;
  }

  /** Where the table of transitions says. */
  private take(action: ServerAction): void {
    this.check(action);
    const { to } = SERVER_TRANSITIONS[action];
    if (to !== 'same') this.lifecycle = to;
  }
}
