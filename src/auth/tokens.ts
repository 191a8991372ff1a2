import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { KeyRing } from '../database/secrets';

export const ACCESS_TOKEN_SECONDS = 15 * 60;
const ISSUER = 'amiral';

interface Claims {
  sub: string;
  sid: string;
}

/**
 * Makes and checks tokens. Access tokens are JWTs (HS256) under keys derived from the key ring: the newest signs, older ones still
 * verify. Refresh tokens are a session's id and 32 random bytes, stored only as their SHA-256.
 */
@Injectable()
export class Tokens {
  private readonly keys: { id: string; bytes: Buffer }[];

  constructor(
    ring: KeyRing,
    private readonly jwt: JwtService,
  ) {
    this.keys = ring.derive('amiral access token');
  }

  sign(userId: string, sessionId: string): string {
    const [{ id, bytes }] = this.keys as [{ id: string; bytes: Buffer }];
    return this.jwt.sign(
      { sid: sessionId },
      {
        secret: bytes,
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
    const key = this.keys.find(({ id }) => id === keyIdOf(token));
    if (!key) return null;
    try {
      return this.jwt.verify<Claims>(token, { secret: key.bytes, issuer: ISSUER, algorithms: ['HS256'] });
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
    return /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(refreshToken)?.[1] ?? null;
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
