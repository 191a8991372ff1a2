import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import type { Sealed } from '../database/secrets';
import type { ChannelKind, ShownSettings } from './channel.settings';
import type { Severity } from './notice';

/** Where notices go. */
@Entity('channels')
@Unique('channels_name_key', ['name'])
@Check('channels_kind_check', `kind IN ('webhook', 'email', 'slack', 'teams', 'alertmanager')`)
@Check('channels_gone_check', `gone_at IS NULL OR NOT enabled`)
@Check('channels_min_severity_check', `min_severity IN ('info', 'warning', 'critical')`)
export class Channel {
  static readonly modelName = 'Channel';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'channels_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  kind!: ChannelKind;

  @Column('boolean', { default: true })
  enabled!: boolean;

  @Column('text', { default: 'info' })
  minSeverity!: Severity;

  /** What goes here: the alerts that carry all of these; none is every alert. */
  @Column('jsonb', { default: () => "'{}'" })
  labels!: Record<string, string>;

  /** Whether escalations go here too. */
  @Column('boolean', { default: false })
  escalation!: boolean;

  /** What may be shown of how to reach it. */
  @Column('jsonb')
  settings!: ShownSettings;

  /** The rest, as JSON; see `channel.secrets.ts`. */
  @Column('text')
  secrets!: Sealed;

  /** When an Alertmanager was last told what still fires. */
  @Column('timestamptz', { nullable: true })
  resentAt!: Date | null;

  /** When the receiver said that it is gone for good (HTTP 410), which disabled the channel; null once it is enabled again. */
  @Column('timestamptz', { nullable: true })
  goneAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
