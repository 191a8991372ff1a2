import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Which Amiral this is: each database with a login says whose it is, so that two never work on the same one. */
@Entity('fleet_identity')
@Check('fleet_identity_one_check', 'one')
export class FleetIdentity {
  @PrimaryColumn('boolean', { default: true, primaryKeyConstraintName: 'fleet_identity_pkey' })
  one!: boolean;

  @Column('uuid')
  id!: string;
}
