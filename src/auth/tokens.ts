import { createHash, createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { KeyRing } from '../database/secrets';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'amiral';
/** As the database writes ids. */
const SESSION_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_REMEMBERED = 10_000;

interface SigningKey {
  id: string;
  key: KeyObject;
}

interface Claims {
  sub: string;
  sid: string;
  /** Seconds since the epoch. */
  exp: number;
}

/**
 * Makes and checks tokens. Access tokens are JWTs (HS256) under keys derived from the key ring: the newest signs, older ones still
 * verify. Refresh tokens are a session's id and 32 bytes that nobody can guess, stored only as their SHA-256: random ones in the
 * first of a session, and in each other one the HMAC-SHA256 of the one before, so that the one before leads to the same again.
 */
@Injectable()
export class Tokens {
  private readonly keys: SigningKey[];
  private readonly chainKeys: KeyObject[];
  private readonly unknownKeys: KeyObject[];
  private readonly verified = new Map<string, Claims>();

  constructor(
    ring: KeyRing,
    private readonly jwt: JwtService,
  ) {
    // As key objects: from bytes jsonwebtoken would try to read a public key first, which costs more than all the rest.
    this.keys = ring.derive('amiral access token').map(({ id, bytes }) => ({ id, key: createSecretKey(bytes) }));
    this.unknownKeys = ring.derive('amiral unknown e-mail').map(({ bytes }) => createSecretKey(bytes));
    this.chainKeys = ring.derive('amiral refresh token').map(({ bytes }) => createSecretKey(bytes));
  }

  sign(userId: string, sessionId: string): string {
    const [{ id, key }] = this.keys as [SigningKey];
    return this.jwt.sign(
      { sid: sessionId },
      {
        secret: key as never,
        keyid: id,
        subject: userId,
        issuer: ISSUER,
        algorithm: 'HS256',
        expiresIn: ACCESS_TOKEN_SECONDS,
      },
    );
  }

  /** The claims of a valid token, or null for a forged, foreign or expired one. */
  verify(token: string): Claims | null {
    const seen = this.verified.get(token);
    if (seen) return seen.exp * 1000 > Date.now() ? seen : null;
    const key = this.keys.find(({ id }) => id === keyIdOf(token));
    if (!key) return null;
    try {
      const claims = this.jwt.verify<Claims>(token, {
        secret: key.key as never,
        issuer: ISSUER,
        algorithms: ['HS256'],
      });
      if (!SESSION_ID.test(claims.sid)) return null;
      // A signature that was right stays right: only the clock is asked again.
      if (this.verified.size >= MAX_REMEMBERED) this.verified.clear();
      this.verified.set(token, claims);
      return claims;
    } catch {
      return null;
    }
  }

  /** The first refresh token of a session. */
  firstRefreshToken(sessionId: string): string {
    return `${sessionId}.${randomBytes(32).toString('base64url')}`;
  }

  /** The one that follows a refresh token of a session, under each key of the ring: the newest key's is the one to give. */
  refreshTokensAfter(refreshToken: string, sessionId: string): [string, ...string[]] {
    const follow = (key: KeyObject) =>
      `${sessionId}.${createHmac('sha256', key).update(refreshToken).digest('base64url')}`;
    return this.chainKeys.map(follow) as [string, ...string[]];
  }

  /** What is stored of a refresh token. */
  hashOf(refreshToken: string): string {
    return createHash('sha256').update(refreshToken).digest('hex');
  }

  /** The session a refresh token speaks of; null when it is not shaped like one. */
  sessionOf(refreshToken: string): string | null {
    return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(refreshToken)?.[1] ?? null;
  }

  /** Stands for an e-mail that nobody has: the same for the same text, and shows nothing of it, for some type their password there. */
  pseudonymOf(email: string): string {
    const [key] = this.unknownKeys as [KeyObject];
    return `unknown-${createHmac('sha256', key).update(email).digest('hex').slice(0, 12)}`;
  }

  matches(refreshToken: string, hash: string): boolean {
    return timingSafeEqual(Buffer.from(this.hashOf(refreshToken)), Buffer.from(hash));
  }
}

function keyIdOf(token: string): string | null {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid?: unknown };
    return typeof header.kid === 'string' ? header.kid : null;
  } catch {
    return null;
  }
}
