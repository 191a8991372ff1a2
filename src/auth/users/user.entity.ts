import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import type { Role } from '../ability';

/** A member of the staff. */
@Entity('users')
@Unique('users_email_key', ['email'])
@Check('users_role_check', `role IN ('user', 'manager', 'admin')`)
@Check('users_email_check', `email = lower(email)`)
export class User {
  static readonly modelName = 'User';

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  @Column('text')
  email!: string;

  @Column({ type: 'text', collation: 'people' })
  name!: string;

  @Column('text')
  role!: Role;

  @Column('boolean', { default: false })
  disabled!: boolean;

  @Column('text')
  passwordHash!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;

  /** Whether this user can still run the place. */
  get isEnabledAdmin(): boolean {
    return this.role === 'admin' && !this.disabled;
  }
}
