import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyRing } from '../database/secrets';
import { SESSION_SECONDS, type TokenPair } from './auth.service';

/** A name of the deployment's own: cookies know no ports, and two Amirals may share a host name. */
const nameFor = (bytes: Buffer) => `amiral_refresh_${bytes.toString('hex', 0, 4)}`;

/** The refresh token in a cookie that no script reads and no other site can send. */
@Injectable()
export class RefreshCookie {
  /** By each key of the ring, the newest first, so that another key ends no session. */
  private readonly names: readonly string[];

  constructor(ring: KeyRing) {
    this.names = ring.derive('amiral refresh cookie').map(({ bytes }) => nameFor(bytes));
  }

  /** The refresh token that came with a request, or null. */
  tokenIn(request: FastifyRequest): string | null {
    return this.comeWith(request)[0]?.token ?? null;
  }

  /** Moves the refresh token of an answer into the cookie; one under an older key goes. */
  take(pair: TokenPair, request: FastifyRequest, reply: FastifyReply): Omit<TokenPair, 'refreshToken'> {
    const { refreshToken, ...shown } = pair;
    const [newest = ''] = this.names;
    const older = this.comeWith(request).filter(({ name }) => name !== newest);
    const cookies = [cookie(newest, refreshToken, SESSION_SECONDS, request), ...gone(older, request)];
    void reply.header('set-cookie', cookies);
    return shown;
  }

  /** Takes the cookie away, if there is one. */
  drop(request: FastifyRequest, reply: FastifyReply): void {
    const cookies = gone(this.comeWith(request), request);
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
  }

  private comeWith({ headers }: FastifyRequest): { name: string; token: string }[] {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
    return this.names.flatMap((name) => {
      const found = pairs.find((pair) => pair.startsWith(`${name}=`));
      return found === undefined ? [] : [{ name, token: found.slice(name.length + 1) }];
    });
  }
}

function gone(cookies: readonly { name: string }[], request: FastifyRequest): string[] {
  return cookies.map(({ name }) => cookie(name, '', 0, request));
}

/** Sent to the routes of /auth alone. Secure wherever the browser speaks TLS; on plain HTTP such a cookie would be lost. */
function cookie(name: string, value: string, seconds: number, { protocol }: FastifyRequest): string {
  const parts = [`${name}=${value}`, `Max-Age=${seconds}`, 'Path=/api/v1/auth', 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(protocol === 'https' ? ['Secure'] : [])].join('; ');
}
