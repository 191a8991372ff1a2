import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';

/** An exact decimal, which arrives from PostgreSQL as text; `numeric(12, 2)` fits a number to the last cent. */
const money = {
  from: (stored: string | null) => (stored === null ? null : Number(stored)),
  to: (amount: number | null | undefined) => amount,
};

/** What a customer pays for, and its limits. */
@Entity('plans')
@Unique('plans_code_key', ['code'])
@Check('plans_price_check', `price_monthly >= 0 AND price_yearly >= 0`)
export class Plan {
  static readonly modelName = 'Plan';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plans_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  code!: string;

  @Column('integer', { nullable: true })
  userLimit!: number | null;

  @Column('double precision', { nullable: true })
  storageLimitGb!: number | null;

  @Column('numeric', { precision: 12, scale: 2, nullable: true, transformer: money })
  priceMonthly!: number | null;

  @Column('numeric', { precision: 12, scale: 2, nullable: true, transformer: money })
  priceYearly!: number | null;

  @Column('text', { default: 'EUR' })
  currency!: string;

  @Column('integer', { default: 0 })
  trialDays!: number;

  /** Since when instances are suspended when their time is over; null: they are not. Dates before that are left alone. */
  @Column('timestamptz', { nullable: true })
  suspendOnExpirySince!: Date | null;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('integer', { default: 10 })
  sequence!: number;

  @Column('boolean', { default: false })
  archived!: boolean;

  @Column('integer', { default: 1 })
  version!: number;

  get suspendOnExpiry(): boolean {
    return this.suspendOnExpirySince !== null;
  }

  /** Switched on again it counts from then on; said again it changes nothing. */
  setSuspendOnExpiry(on: boolean | undefined, now: Date): void {
    if (on === undefined || on === this.suspendOnExpiry) return;
    this.suspendOnExpirySince = on ? now : null;
  }

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
