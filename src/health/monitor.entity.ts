import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A part of the fleet that one process probes at a time, by lease; a new owner raises the epoch, and results of an older one are dropped. */
@Entity('health_shards')
export class HealthShard {
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'health_shards_pkey' })
  shard!: number;

  @Column('integer', { default: 0 })
  epoch!: number;

  @Column('uuid', { nullable: true })
  owner!: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;
}

/** A live process; how many there are decides each one's share. */
@Entity('health_workers')
export class HealthWorker {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'health_workers_pkey' })
  id!: string;

  @Column('timestamptz')
  seenUntil!: Date;
}

/** The one row that says whether the monitor is frozen: it suspects itself rather than the fleet. */
@Entity('health_panic')
@Check('health_panic_single_check', `id = 1`)
export class HealthPanic {
  static readonly modelName = 'Panic';

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'health_panic_pkey' })
  id!: number;

  @Column('boolean', { default: false })
  frozen!: boolean;

  @Column('timestamptz', { nullable: true })
  since!: Date | null;

  /** The first failure of the server that was about to go bad: who passed before it is counted. */
  @Column('timestamptz', { nullable: true })
  countedFrom!: Date | null;

  @Column('integer', { default: 0 })
  failing!: number;

  @Column('integer', { default: 0 })
  counted!: number;

  @Column('text', { nullable: true })
  reason!: string | null;

  /** An administrator said that it is real: no new freeze until it is over. */
  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;

  @Column('uuid', { nullable: true })
  confirmedBy!: string | null;
}
