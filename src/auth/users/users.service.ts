import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { Clock, newId } from '../../common/clock';
import { conflict, notFound } from '../../common/errors';
import { takeLock } from '../../database/locks';
import { notify } from '../../database/notifications';
import type { Change } from '../../journal/journal.entity';
import { changesBetween, Journal } from '../../journal/journal.service';
import type { Actor } from '../actor';
import { Actors } from '../actors';
import { refuseWeakPassword } from '../password-rules';
import { hashPassword, randomPassword } from '../passwords';
import { Session } from '../session.entity';
import { User } from './user.entity';
import { userFact } from './user.journal';
import type { NewUser, UserEdit } from './user.schemas';
import { UsersQueries } from './users.queries';

const FIELDS = ['email', 'name', 'role', 'disabled'] as const;

/** Tells the other processes, when the transaction commits, that what they know of a user is old. */
export async function announceUser(tx: EntityManager, userId: string): Promise<void> {
  await notify(tx, 'actor', userId);
}

/** Staff, managed by admins. */
@Injectable()
export class UsersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: UsersQueries,
    private readonly actors: Actors,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, given: NewUser): Promise<User> {
    const { password = randomPassword(), ...facts } = given;
    if (given.password !== undefined) refuseWeakPassword('password', given.password, given);
    const passwordHash = await hashPassword(password);
    return this.dataSource.transaction(async (tx) => {
      const user = await tx.save(tx.create(User, { id: newId(), ...facts, passwordHash }));
      await this.journal.write(tx, actor, userFact('create', user, changesBetween<Partial<User>>({}, user, FIELDS)));
      return user;
    });
  }

  async update(actor: Actor, id: string, { password, ...edit }: UserEdit): Promise<User> {
    if (password !== undefined) refuseWeakPassword('password', password, { ...(await this.queries.read(id)), ...edit });
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    const user = await this.change(actor, 'update', id, async (tx, row) => {
      const before = { ...row };
      Object.assign(row, edit, passwordHash && { passwordHash });
      await tx.save(row);
      if (passwordHash || row.disabled) await this.endSessions(tx, row.id, passwordHash ? 'password' : 'disabled');
      return changesBetween<Partial<User>>(before, row, FIELDS, ['passwordHash']);
    });
    return user;
  }

  async delete(actor: Actor, id: string): Promise<void> {
    if (id === actor.id)
      throw conflict('own-account', 'You cannot delete your own account; ask another administrator.');
    await this.change(actor, 'delete', id, async (tx, row) => {
      await tx.delete(User, { id: row.id });
      return [];
    });
  }

  /** One change to one locked user: asked again on the row, never the end of the last enabled admin, journalled, announced. */
  private async change(
    actor: Actor,
    action: 'update' | 'delete',
    id: string,
    apply: (tx: EntityManager, row: User) => Promise<Change[]>,
  ): Promise<User> {
    const user = await this.dataSource.transaction(async (tx) => {
      await takeLock(tx, 'admins');
      const row = await tx.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw notFound('user');
      actor.must(action, row, 'user');
      const wasAdmin = row.isEnabledAdmin;
      const changes = await apply(tx, row);
      if (wasAdmin) await this.refuseWithoutAdmin(tx);
      if (changes.length > 0 || action === 'delete')
        await this.journal.write(tx, actor, userFact(action, row, changes.map(asPassword)));
      await announceUser(tx, row.id);
      return row;
    });
    this.actors.forget(user.id);
    return user;
  }

  private async refuseWithoutAdmin(tx: EntityManager): Promise<void> {
    if ((await tx.countBy(User, { role: 'admin', disabled: false })) > 0) return;
    throw conflict('last-admin', 'This is the last enabled administrator; make another one first.');
  }

  private async endSessions(tx: EntityManager, userId: string, reason: 'password' | 'disabled'): Promise<void> {
    await tx.update(Session, { userId, endedAt: IsNull() }, { endedAt: this.clock.now(), endedReason: reason });
  }
}

/** The hash is what is stored, and nobody's word for it. */
function asPassword(change: Change): Change {
  return change.field === 'passwordHash' ? { ...change, field: 'password' } : change;
}
