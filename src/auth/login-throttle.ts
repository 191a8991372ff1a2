import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { networkOf } from '../common/client-address';
import { DomainError } from '../common/errors';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_PER_EMAIL = 10;
const FAILURES_PER_ADDRESS = 50;
const FAILURES_PER_SESSION = 10;

/** Whose failures a try counts among. */
interface Attempt {
  email: string;
  /** An IP address. */
  address: string;
  /** The word of a device from which the e-mail has logged in before, or null. */
  device: string | null;
}

interface Count {
  limiter: RateLimiterAbstract;
  key: string;
}

/**
 * Counts failed logins for all processes together: those of a known device by themselves, all others per e-mail and per address, so
 * that strangers' failures do not lock its owner out. A try is counted before the password is looked at and given back when it was
 * right, so that many tries at once cannot slip through.
 */
@Injectable()
export class LoginThrottle {
  private readonly perEmail: RateLimiterAbstract;
  private readonly perDevice: RateLimiterAbstract;
  private readonly perAddress: RateLimiterAbstract;
  private readonly perSession: RateLimiterAbstract;
  /** Tries of this process whose password is being looked at, by what they count among. */
  private readonly underWay = new Map<string, Set<Promise<unknown>>>();

  constructor(@InjectDataSource() dataSource: DataSource) {
    const limiter = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: dataSource,
        storeType: 'typeorm',
        tableName: 'login_failures',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
      });
    this.perEmail = limiter('email', FAILURES_PER_EMAIL);
    this.perDevice = limiter('device', FAILURES_PER_EMAIL);
    this.perAddress = limiter('address', FAILURES_PER_ADDRESS);
    this.perSession = limiter('session', FAILURES_PER_SESSION);
  }

  /**
   * Lets `isRight` look at the password as one counted try; a right one is not held against the address and starts the e-mail, or
   * the device, afresh.
   * @throws DomainError 429 with the seconds to wait, when one of them has failed too often
   */
  async attempt(attempt: Attempt, isRight: () => Promise<boolean>): Promise<boolean> {
    const { shared, own } = this.countsOf(attempt);
    return this.counted(own, shared, isRight);
  }

  /**
   * The same for somebody who is logged in and says the password again, counted for that session: no login that failed is held
   * against it, and nobody else's try.
   * @throws DomainError 429 with the seconds to wait, when it has failed too often
   */
  async attemptAgain(sessionId: string, isRight: () => Promise<boolean>): Promise<boolean> {
    return this.counted({ limiter: this.perSession, key: sessionId }, [], isRight);
  }

  /** Forgets the failures for the e-mail, of whomever they were. Those of known devices and of addresses stay. */
  async forgive(email: string): Promise<void> {
    await this.perEmail.delete(digest(email));
  }

  private async counted(own: Count, shared: readonly Count[], isRight: () => Promise<boolean>): Promise<boolean> {
    for (const count of shared) await this.take(count);
    try {
      await this.take(own);
    } catch (refusal) {
      // Nobody has looked at the password, so this is held against the e-mail alone: others may share the address.
      await giveBack(shared);
      throw refusal;
    }
    return this.track([own, ...shared], async () => {
      try {
        const right = await isRight();
        if (right) await Promise.all([giveBack(shared), own.limiter.delete(own.key)]);
        return right;
      } catch (error) {
        await giveBack([own, ...shared]);
        throw error;
      }
    });
  }

  private countsOf({ email, address, device }: Attempt): { shared: Count[]; own: Count } {
    if (device !== null) return { shared: [], own: { limiter: this.perDevice, key: device } };
    return {
      shared: [{ limiter: this.perAddress, key: networkOf(address) }],
      own: { limiter: this.perEmail, key: digest(email) },
    };
  }

  /**
   * Counts one try. A full count may be full of tries that turn out right, so those under way here are waited for before it is
   * believed; a refused try is not counted, for nobody looked at its password.
   */
  private async take({ limiter, key }: Count): Promise<void> {
    for (;;) {
      try {
        await limiter.consume(key);
        return;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        await limiter.reward(key);
        const others = this.underWay.get(key);
        if (!others) throw tooMany(refusal);
        await Promise.allSettled(others);
      }
    }
  }

  private async track<T>(counts: readonly Count[], work: () => Promise<T>): Promise<T> {
    const trying = work();
    for (const { key } of counts) this.underWay.set(key, (this.underWay.get(key) ?? new Set()).add(trying));
    try {
      return await trying;
    } finally {
      for (const { key } of counts) {
        const others = this.underWay.get(key);
        others?.delete(trying);
        if (others?.size === 0) this.underWay.delete(key);
      }
    }
  }
}

async function giveBack(counts: readonly Count[]): Promise<void> {
  await Promise.all(counts.map(({ limiter, key }) => limiter.reward(key)));
}

function tooMany({ msBeforeNext }: RateLimiterRes): DomainError {
  const retryAfterSeconds = Math.ceil(msBeforeNext / 1000);
  const message = `Too many failed tries; try again in ${String(retryAfterSeconds)} s.`;
  return new DomainError('too-many', 'too-many-logins', message, { retryAfterSeconds });
}

/** E-mails of any length, and not readable in the table. */
function digest(email: string): string {
  return createHash('sha256').update(email).digest('hex');
}
