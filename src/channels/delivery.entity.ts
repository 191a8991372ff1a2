import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Channel } from './channel.entity';
import type { ChannelKind } from './channel.settings';
import type { Notice, NoticeAlert, Severity } from './notice';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What was told, as it was told. */
@Entity('notices')
@Index('notices_thread_idx', ['threadKey', 'id'])
@Check('notices_kind_check', `kind IN ('firing', 'repeat', 'escalation', 'resolved', 'withdrawn', 'sample')`)
@Check('notices_severity_check', `severity IN ('info', 'warning', 'critical')`)
export class NoticeRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notices_pkey' })
  id!: string;

  @Column('text')
  kind!: Notice['kind'];

  @Column('text')
  threadKey!: string;

  @Column('text')
  severity!: Severity;

  @Column('timestamptz')
  at!: Date;

  @Column('text')
  title!: string;

  /** Its times are ISO 8601 texts here. */
  @Column('jsonb')
  alerts!: NoticeAlert[];
}

/** One notice on its way to one channel. */
@Entity('deliveries')
@Index('deliveries_due_idx', ['channelId', 'dueAt'], { where: `(state = 'pending'::text)` })
@Index('deliveries_order_idx', ['channelId', 'threadKey', 'createdAt'], { where: `(state = 'pending'::text)` })
@Index('deliveries_channel_idx', ['channelId', 'id'])
@Index('deliveries_notice_idx', ['noticeId'])
@Index('deliveries_delivered_idx', ['settledAt'], { where: `(state = 'delivered'::text)` })
@Check('deliveries_state_check', `state IN ('pending', 'delivered', 'failed')`)
export class Delivery {
  static readonly modelName = 'Delivery';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deliveries_pkey' })
  id!: string;

  @Column('uuid')
  noticeId!: string;

  @Column('uuid')
  channelId!: string;

  /** Of the notice: within one thread a channel gets notices in the order of `createdAt`. */
  @Column('text')
  threadKey!: string;

  @Column('text', { default: 'pending' })
  state!: DeliveryState;

  /** How many attempts were begun; whoever settles one says its number, so that a late answer settles nothing. */
  @Column('integer', { default: 0 })
  attempts!: number;

  /** When the next attempt may begin; while one is under way, when it counts as lost. */
  @Column('timestamptz', { default: () => 'now()' })
  dueAt!: Date;

  /** No attempt is planned past this. */
  @Column('timestamptz', { name: 'give_up_at' })
  expiresAt!: Date;

  /** The database's own clock, not the transaction's: two notices of one transaction have an order too. */
  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  settledAt!: Date | null;

  /** Those of a mail's recipients who are still to get it, when the others have got it or never will; null for all of them. */
  @Column('text', { array: true, nullable: true })
  leftTo!: string[] | null;

  @ManyToOne(() => NoticeRow, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'notice_id', foreignKeyConstraintName: 'deliveries_notice_fkey' })
  notice?: NoticeRow;

  @ManyToOne(() => Channel, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'channel_id', foreignKeyConstraintName: 'deliveries_channel_fkey' })
  channel?: Channel;
}

/** Which channel took which notice, and when: kept when the log of deliveries is cleaned or a channel is deleted. A trigger writes it. */
@Entity('notice_receipts')
export class NoticeReceipt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notice_receipts_pkey' })
  noticeId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notice_receipts_pkey' })
  channelId!: string;

  @Column('text')
  channelName!: string;

  @Column('text')
  channelKind!: ChannelKind;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}

/** One call to a receiver: written before it, closed after it. */
@Entity('delivery_attempts')
@Index('delivery_attempts_delivery_idx', ['deliveryId', 'number'], { unique: true })
export class DeliveryAttempt {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'delivery_attempts_pkey' })
  id!: string;

  @Column('uuid')
  deliveryId!: string;

  @Column('integer')
  number!: number;

  @Column('timestamptz')
  startedAt!: Date;

  /** Null while it is under way, or when the process that made it is gone. */
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('boolean', { nullable: true })
  ok!: boolean | null;

  @Column('integer', { nullable: true })
  ms!: number | null;

  /** What the receiver answered: an HTTP status or an SMTP reply code. */
  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('text', { nullable: true })
  error!: string | null;

  @ManyToOne(() => Delivery, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'delivery_id', foreignKeyConstraintName: 'delivery_attempts_delivery_fkey' })
  delivery?: Delivery;
}
