import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyRing } from '../database/secrets';
import { SESSION_SECONDS, type TokenPair } from './auth.service';
import { cookieIn, cookieText } from './cookies';

/** A name of the deployment's own: cookies know no ports, and two Amirals may share a host name. */
const nameFor = (bytes: Buffer) => `amiral_refresh_${bytes.toString('hex', 0, 4)}`;

/** The refresh token in a cookie. */
@Injectable()
export class RefreshCookie {
  /** By each key of the ring, the newest first, so that another key ends no session. */
  private readonly names: readonly string[];

  constructor(ring: KeyRing) {
    this.names = ring.derive('amiral refresh cookie').map(({ bytes }) => nameFor(bytes));
  }

  /** The refresh token that came with a request, or null. */
  tokenIn(request: FastifyRequest): string | null {
    const tokens = this.names.map((name) => cookieIn(name, request));
    return tokens.find((token) => token !== null) ?? null;
  }

  /** Moves the refresh token of an answer into the cookie; one under an older key goes. */
  take(pair: TokenPair, request: FastifyRequest, reply: FastifyReply): Omit<TokenPair, 'refreshToken'> {
    const { refreshToken, ...shown } = pair;
    const [newest = '', ...older] = this.names;
    const taken = cookieText({ name: newest, value: refreshToken, seconds: SESSION_SECONDS }, request);
    void reply.header('set-cookie', [taken, ...gone(older, request)]);
    return shown;
  }

  /** Takes the cookie away, if there is one. */
  drop(request: FastifyRequest, reply: FastifyReply): void {
    const cookies = gone(this.names, request);
    if (cookies.length > 0) void reply.header('set-cookie', cookies);
  }
}

/** What takes those away that came. */
function gone(names: readonly string[], request: FastifyRequest): string[] {
  const come = names.filter((name) => cookieIn(name, request) !== null);
  return come.map((name) => cookieText({ name, value: '', seconds: 0 }, request));
}
