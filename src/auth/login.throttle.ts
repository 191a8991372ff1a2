import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { DomainError } from '../common/errors';

const WINDOW_SECONDS = 15 * 60;
const FAILURES_PER_EMAIL = 10;
const FAILURES_PER_ADDRESS = 50;

/**
 * Counts failed logins per e-mail and per address, for all processes together. A try is counted before the password is looked at
 * and given back when it was right, so that many tries at once cannot slip through.
 */
@Injectable()
export class LoginThrottle {
  private readonly perEmail: RateLimiterAbstract;
  private readonly perAddress: RateLimiterAbstract;
  /** Tries of this process whose password is being looked at, by e-mail and by address. */
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
    this.perAddress = limiter('address', FAILURES_PER_ADDRESS);
  }

  /**
   * Lets `isRight` look at the password as one counted try; a right one is not held against the address and starts the e-mail afresh.
   * @throws DomainError 429 with the seconds to wait, when either has failed too often
   */
  async attempt(email: string, address: string, isRight: () => Promise<boolean>): Promise<boolean> {
    const key = digest(email);
    await this.take(this.perAddress, address);
    try {
      await this.take(this.perEmail, key);
    } catch (refusal) {
      // Nobody has looked at the password, so this is held against the e-mail alone: others may share the address.
      await this.perAddress.reward(address);
      throw refusal;
    }
    return this.track([key, address], async () => {
      const right = await isRight();
      if (right) {
        await this.perAddress.reward(address);
        await this.perEmail.delete(key);
      }
      return right;
    });
  }

  /**
   * Counts one try. A full count may be full of tries that turn out right, so those under way here are waited for before it is
   * believed; a refused try is not counted, for nobody looked at its password.
   */
  private async take(limiter: RateLimiterAbstract, key: string): Promise<void> {
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

  private async track<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const trying = work();
    for (const key of keys) this.underWay.set(key, (this.underWay.get(key) ?? new Set()).add(trying));
    try {
      return await trying;
    } finally {
      for (const key of keys) {
        const others = this.underWay.get(key);
        others?.delete(trying);
        if (others?.size === 0) this.underWay.delete(key);
      }
    }
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): DomainError {
  const retryAfterSeconds = Math.ceil(msBeforeNext / 1000);
  const message = `Too many failed logins; try again in ${String(retryAfterSeconds)} s.`;
  return new DomainError('too-many', 'too-many-logins', message, { retryAfterSeconds });
}

/** E-mails of any length, and not readable in the table. */
function digest(email: string): string {
  return createHash('sha256').update(email).digest('hex');
}
