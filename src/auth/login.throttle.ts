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

  /** @throws DomainError 429 with the seconds to wait, when either has failed too often */
  async take(email: string, address: string): Promise<void> {
    try {
      await this.perAddress.consume(address);
      await this.perEmail.consume(digest(email));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new DomainError(
        'too-many',
        'too-many-logins',
        `Too many failed logins; try again in ${String(retryAfterSeconds)} s.`,
        {
          retryAfterSeconds,
        },
      );
    }
  }

  /** The password was right: the try is given back and the e-mail starts afresh. */
  async giveBack(email: string, address: string): Promise<void> {
    await this.perAddress.reward(address);
    await this.perEmail.delete(digest(email));
  }
}

/** E-mails of any length, and not readable in the table. */
function digest(email: string): string {
  return createHash('sha256').update(email).digest('hex');
}
