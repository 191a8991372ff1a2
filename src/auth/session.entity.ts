import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { User } from './users/user.entity';

/** One login, kept alive by refresh tokens of which only the newest is good. */
@Entity('sessions')
@Check('sessions_ended_check', `(ended_at IS NULL) = (ended_reason IS NULL)`)
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  @Index('sessions_user_idx')
  @Column('uuid')
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'sessions_user_fkey' })
  user?: User;

  /** SHA-256 of the refresh token that is good now. */
  @Column('text')
  refreshHash!: string;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  refreshedAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text', { nullable: true })
  endedReason!: string | null;

  end(at: Date, reason: 'logout' | 'reuse' | 'password' | 'disabled'): void {
    this.endedAt = at;
    this.endedReason = reason;
  }
}
