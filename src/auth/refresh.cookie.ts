import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_SECONDS, type TokenPair } from './auth.service';

const NAME = 'amiral_refresh';
const IN_HEADER = new RegExp(`(?:^|;)\\s*${NAME}=([^;]{1,200})(?:;|$)`);

/** The refresh token in the cookie of a request, or null. */
export function refreshTokenIn({ headers }: FastifyRequest): string | null {
  return IN_HEADER.exec(headers.cookie ?? '')?.[1] ?? null;
}

/** Moves the refresh token of an answer into a cookie that no script reads and no other site can send. */
export function intoCookie(
  pair: TokenPair,
  request: FastifyRequest,
  reply: FastifyReply,
): Omit<TokenPair, 'refreshToken'> {
  const { refreshToken, ...shown } = pair;
  void reply.header('set-cookie', cookie(refreshToken, SESSION_SECONDS, request));
  return shown;
}

/** Takes the cookie away, if there is one. */
export function dropCookie(request: FastifyRequest, reply: FastifyReply): void {
  if (refreshTokenIn(request) !== null) void reply.header('set-cookie', cookie('', 0, request));
}

/** Sent to the routes of /auth alone. Secure wherever the browser speaks TLS; on plain HTTP such a cookie would be lost. */
function cookie(value: string, seconds: number, { protocol }: FastifyRequest): string {
  const parts = [`${NAME}=${value}`, `Max-Age=${seconds}`, 'Path=/api/v1/auth', 'HttpOnly', 'SameSite=Strict'];
  return [...parts, ...(protocol === 'https' ? ['Secure'] : [])].join('; ');
}
