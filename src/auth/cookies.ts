import type { FastifyRequest } from 'fastify';
import { DomainError } from '../common/errors';

/** A cookie of the routes of /auth, which no script reads and no other site can send. */
export interface Cookie {
  name: string;
  value: string;
  /** How long it is kept; 0 takes it away. */
  seconds: number;
}

/**
 * The text of `Set-Cookie`. Secure wherever the browser speaks TLS, and then under a name that no other host of the domain can
 * set (the prefix `__Host-` of RFC 6265bis, which asks for the path `/`); on plain HTTP such a cookie would be lost.
 */
export function cookieText({ name, value, seconds }: Cookie, request: FastifyRequest): string {
  const place = request.protocol === 'https' ? 'Path=/; Secure' : 'Path=/api/v1/auth';
  return `${nameOn(name, request)}=${value}; Max-Age=${String(seconds)}; ${place}; HttpOnly; SameSite=Strict`;
}

/** The value that came under a name, or null. */
export function cookieIn(name: string, request: FastifyRequest): string | null {
  const start = `${nameOn(name, request)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? null;
}

/**
 * A browser says where a page comes from that sends something. Other hosts of the same domain count as the same site, so that
 * their pages can make it send the cookie too.
 * @param publicUrl what browsers open Amiral at, for proxies that do not pass the host on
 * @throws DomainError 403 `foreign-origin`
 */
export function refuseForeignPage({ headers, host }: FastifyRequest, publicUrl: string | null): void {
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined ? isOwnOrigin(headers.origin, [host, publicUrl]) : site === 'same-origin';
  if (isOwn || site === 'none') return;
  throw new DomainError('forbidden', 'foreign-origin', 'A page of another origin may not use the cookie.');
}

/** Programs say nothing, and nobody can make them send somebody's cookie. */
function isOwnOrigin(origin: string | undefined, own: readonly (string | null)[]): boolean {
  if (origin === undefined) return true;
  return own.some((place) => place !== null && (origin === place || hostOf(origin) === place));
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function nameOn(name: string, { protocol }: FastifyRequest): string {
  return protocol === 'https' ? `__Host-${name}` : name;
}
