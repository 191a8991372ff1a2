import { Column, Entity, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';
import { Instance } from '../instance.entity';

/** What is due with too many others at once to be believed: an instance at a date; another date is held anew. */
@Entity('expiry_holds')
export class ExpiryHold {
  static readonly modelName = 'Expiry';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'expiry_holds_pkey' })
  instanceId!: string;

  @OneToOne(() => Instance, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'instance_id', foreignKeyConstraintName: 'expiry_holds_instance_fkey' })
  instance?: Instance;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  heldAt!: Date;

  /** Null while an administrator has not said that it is meant. */
  @Column('timestamptz', { nullable: true })
  confirmedAt!: Date | null;
}

/** That people were told beforehand, once for each date. */
@Entity('expiry_notices')
export class ExpiryNotice {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'expiry_notices_pkey' })
  instanceId!: string;

  @ManyToOne(() => Instance, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'instance_id', foreignKeyConstraintName: 'expiry_notices_instance_fkey' })
  instance?: Instance;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'expiry_notices_pkey' })
  expiresAt!: Date;

  /** How many days before. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'expiry_notices_pkey' })
  days!: number;
}
