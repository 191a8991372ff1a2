import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { Instance } from './instance.entity';

/**
 * Who could log in and what ran by itself before an instance was suspended: written once, before the first change, and deleted only when it
 * was read back that all of it is as it was.
 */
@Entity('instance_fences')
export class InstanceFence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'instance_fences_pkey' })
  instanceId!: string;

  @OneToOne(() => Instance, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'instance_id', foreignKeyConstraintName: 'instance_fences_instance_fkey' })
  instance?: Instance;

  /** What suspended it. */
  @Column('uuid')
  operationId!: string;

  @Column('integer', { array: true })
  userIds!: number[];

  @Column('integer', { array: true })
  cronIds!: number[];

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
