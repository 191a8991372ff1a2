import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { HealthStatus, ServerState } from './server.states';

/**
 * One change of a server's state or health, kept for good. A trigger writes it in the transaction of the change, so nobody can
 * forget to; `before` is null when the server was entered, `after` when it was deleted.
 */
@Entity('server_transitions')
@Index('server_transitions_server_idx', ['serverId', 'id'])
export class ServerTransition {
  /** In the order in which changes were made; a bigint, which arrives as a string. */
  @PrimaryColumn('bigint', {
    primaryKeyConstraintName: 'server_transitions_pkey',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
  })
  id!: string;

  @Column('uuid')
  serverId!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  @Column('text', { nullable: true })
  stateBefore!: ServerState | null;

  @Column('text', { nullable: true })
  state!: ServerState | null;

  @Column('text', { nullable: true })
  healthBefore!: HealthStatus | null;

  @Column('text', { nullable: true })
  health!: HealthStatus | null;
}
