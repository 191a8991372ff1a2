import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { Clock, newId } from '../common/clock';
import { DomainError, invalid } from '../common/errors';
import { Journal, type JournalActor, type JournalFact } from '../journal/journal.service';
import type { Actor } from './actor';
import { Actors } from './actors';
import { LoginThrottle } from './login-throttle';
import { refuseWeakPassword } from './password-rules';
import { hashPassword, verifyPassword } from './passwords';
import { Session } from './session.entity';
import { ACCESS_TOKEN_SECONDS, Tokens } from './tokens';
import { User } from './users/user.entity';
import { userFact } from './users/user.journal';
import { announceUser } from './users/users.service';
import { refusal } from './password.refusals';

/** How long a session lasts from its login. */
export const SESSION_SECONDS = 30 * 86_400;
/**
 * How long a spent refresh token leads to its successor again, while that is unspent: an answer may be lost on the way, and a page
 * that is loaded again sends the old cookie. The console waits 15 s for an answer.
 */
const LOST_ANSWER_MS = 30_000;

/** Where a login comes from. */
export interface Origin {
  requestId: string;
  ip: string;
}

/** What somebody who wants to log in gives. */
export interface LoginAttempt {
  /** In lower case. */
  email: string;
  password: string;
  /** The word of a device from which this e-mail has logged in before, or null. */
  device: string | null;
}

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

/** Logging in and out, and keeping a login alive. */
@Injectable()
export class AuthService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly tokens: Tokens,
    private readonly throttle: LoginThrottle,
    private readonly actors: Actors,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 401 with the same words for every wrong pair, 429 after too many of them */
  async login({ email, password, device }: LoginAttempt, origin: Origin): Promise<TokenPair> {
    const user = await this.dataSource.manager.findOneBy(User, { email });
    const isRight = () => verifyPassword(user?.passwordHash ?? null, password);
    const right = await this.throttle.attempt(
      { email, address: origin.ip, device },
      async () => (await isRight()) && !user?.disabled,
    );
    const pair = user && right ? await this.dataSource.transaction((tx) => this.open(tx, user, origin)) : null;
    if (pair) return pair;
    await this.noteFailure(email, user, origin);
    throw new DomainError('unauthenticated', 'wrong-credentials', 'The e-mail or the password is wrong.');
  }

  /**
   * Spends a refresh token for a new pair. The one spent just before leads to the same refresh token again, as long as nobody has
   * spent that; any other one shows that it was stolen, and ends the session.
   */
  async refresh(refreshToken: string, origin: Origin): Promise<TokenPair> {
    const outcome = await this.dataSource.transaction((tx) => this.rotate(tx, refreshToken, origin));
    if (outcome && 'accessToken' in outcome) return outcome;
    if (outcome) this.actors.forget(outcome.stolenFrom);
    throw new DomainError('unauthenticated', 'session-ended', 'The session has ended; log in again.');
  }

  /** Ends the caller's session, or every one the caller has. */
  async logout(actor: Actor, everywhere: boolean): Promise<void> {
    const changes = everywhere ? [{ field: 'everywhere', before: null, after: true }] : [];
    await this.dataSource.transaction(async (tx) => {
      await this.endSessions(tx, everywhere ? { userId: actor.id } : { id: actor.sessionId }, 'logout');
      await this.journal.write(tx, actor, userFact('logout', actor, changes));
      await announceUser(tx, actor.id);
    });
    this.actors.forget(actor.id);
  }

  /** Changes one's own password and ends every other session. Strangers' failures do not keep its owner from it. */
  async changePassword(actor: Actor, given: { currentPassword: string; newPassword: string }): Promise<void> {
    const user = await this.dataSource.manager.findOneByOrFail(User, { id: actor.id });
    const isRight = () => verifyPassword(user.passwordHash, given.currentPassword);
    if (!(await this.throttle.attemptAgain(actor.sessionId, isRight))) {
      throw invalid('currentPassword', refusal('not-current-password'));
    }
    refuseWeakPassword('newPassword', given.newPassword, user);
    const passwordHash = await hashPassword(given.newPassword);
    await this.dataSource.transaction(async (tx) => {
      const { affected } = await tx.update(User, { id: actor.id, passwordHash: user.passwordHash }, { passwordHash });
      if (!affected) throw invalid('currentPassword', refusal('not-current-password'));
      await this.endSessions(tx, { userId: actor.id, id: Not(actor.sessionId) }, 'password');
      await this.journal.write(tx, actor, userFact('change-password', actor));
      await announceUser(tx, actor.id);
    });
    this.actors.forget(actor.id);
  }

  private async endSessions(
    tx: EntityManager,
    which: { id?: string | ReturnType<typeof Not<string>>; userId?: string },
    reason: 'logout' | 'password',
  ): Promise<void> {
    await tx.update(Session, { ...which, endedAt: IsNull() }, { endedAt: this.clock.now(), endedReason: reason });
  }

  /** Opens a session, or gives null when the user has been disabled or given another password since it was checked. */
  private async open(tx: EntityManager, { id: userId, passwordHash }: User, origin: Origin): Promise<TokenPair | null> {
    // Locked until the session is there: a change of password that comes now waits, and then ends this session with the others.
    const where = { id: userId, passwordHash, disabled: false };
    const user = await tx.findOne(User, { where, lock: { mode: 'pessimistic_read' } });
    if (!user) return null;
    const at = this.clock.now();
    const id = newId();
    const token = this.tokens.firstRefreshToken(id);
    const refreshHash = this.tokens.hashOf(token);
    const expiresAt = new Date(at.getTime() + SESSION_SECONDS * 1_000);
    await tx.insert(Session, { id, userId: user.id, refreshHash, createdAt: at, refreshedAt: at, expiresAt });
    await this.journal.write(tx, { ...origin, id: user.id, name: user.name }, userFact('login', user));
    return { accessToken: this.tokens.sign(user.id, id), refreshToken: token, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  private async rotate(
    tx: EntityManager,
    refreshToken: string,
    origin: Origin,
  ): Promise<TokenPair | { stolenFrom: string } | null> {
    const id = this.tokens.sessionOf(refreshToken);
    const session = id ? await tx.findOne(Session, { where: { id }, lock: { mode: 'pessimistic_write' } }) : null;
    if (!session || session.endedAt || session.expiresAt <= this.clock.now()) return null;
    const user = await tx.findOneByOrFail(User, { id: session.userId });
    const token = this.nextToken(session, refreshToken);
    if (token === null) {
      session.end(this.clock.now(), 'reuse');
      await tx.save(session);
      await this.journal.write(tx, { ...origin, id: null, name: 'unknown' }, userFact('refresh-reused', user));
      await announceUser(tx, user.id);
      return { stolenFrom: user.id };
    }
    if (user.disabled) return null;
    const refreshHash = this.tokens.hashOf(token);
    if (refreshHash !== session.refreshHash) {
      await tx.update(Session, { id: session.id }, { refreshHash, refreshedAt: this.clock.now() });
    }
    return { accessToken: this.tokens.sign(user.id, session.id), refreshToken: token, expiresIn: ACCESS_TOKEN_SECONDS };
  }

  /** The refresh token to give for one that came, or null when that one was stolen. */
  private nextToken(session: Session, refreshToken: string): string | null {
    const after = this.tokens.refreshTokensAfter(refreshToken, session.id);
    if (this.tokens.matches(refreshToken, session.refreshHash)) return after[0];
    const isLost = this.clock.now().getTime() - session.refreshedAt.getTime() <= LOST_ANSWER_MS;
    const given = after.find((token) => this.tokens.matches(token, session.refreshHash));
    return isLost && given !== undefined ? given : null;
  }

  private async noteFailure(email: string, user: User | null, origin: Origin): Promise<void> {
    const nobody: JournalActor = { ...origin, id: null, name: 'unknown' };
    const fact: JournalFact = {
      action: 'login-failed',
      subjectType: 'user',
      subjectId: user?.id ?? null,
      subjectName: user?.email ?? this.tokens.pseudonymOf(email),
    };
    await this.journal.write(this.dataSource.manager, nobody, fact);
  }
}
