import { createHash, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { KeyRing } from '../database/secrets';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'amiral';
const MOST_REMEMBERED = 10_000;

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
 * verify. Refresh tokens are a session's id and 32 random bytes, stored only as their SHA-256.
 */
@Injectable()
export class Tokens {
  private readonly keys: SigningKey[];
  private readonly verified = new Map<string, Claims>();

  constructor(
    ring: KeyRing,
    private readonly jwt: JwtService,
  ) {
    // As key objects: from bytes jsonwebtoken would try to read a public key first, which costs more than all the rest.
    this.keys = ring.derive('amiral access token').map(({ id, bytes }) => ({ id, key: createSecretKey(bytes) }));
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
      // A signature that was right stays right: only the clock is asked again.
      if (this.verified.size >= MOST_REMEMBERED) this.verified.clear();
      this.verified.set(token, claims);
      return claims;
    } catch {
      return null;
    }
  }

  /** A new refresh token of a session and what to store of it. */
  refreshToken(sessionId: string): { token: string; hash: string } {
    const token = `${sessionId}.${randomBytes(32).toString('base64url')}`;
    return { token, hash: hashOf(token) };
  }

  /** The session a refresh token speaks of; null when it is not shaped like one. */
  sessionOf(refreshToken: string): string | null {
    return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w-]{43}$/.exec(refreshToken)?.[1] ?? null;
  }

  matches(refreshToken: string, hash: string): boolean {
    return timingSafeEqual(Buffer.from(hashOf(refreshToken)), Buffer.from(hash));
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

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
