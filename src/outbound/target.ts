import net from 'node:net';
import type { RequestOptions } from 'node:https';
import { unbracket } from './egress';

/** What is asked for, and how its body is announced. */
export interface Asked {
  url: URL;
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Besides Host, User-Agent, Accept-Encoding and those of the body's length, which are the transport's. */
  headers?: Readonly<Record<string, string>>;
  /** The virtual host to ask for, where it is not the host of `url`; TLS goes by `url` all the same. */
  host?: string;
}

/** In bytes; `chunked` where nobody knows before the end. */
export type BodyLength = number | 'chunked' | null;

/** Policies and cookies of 20 KiB are met; Node's own bound is 16. */
const MAX_HEADER_BYTES = 128 * 1024;

/** Node's options for a request to one checked address: all but the agent. @param length null for no body */
export function optionsOf(asked: Asked, address: string, length: BodyLength): RequestOptions {
  const { url } = asked;
  const host = withoutDot(unbracket(url.hostname));
  return {
    method: asked.method,
    path: url.pathname + url.search,
    host: address,
    port: portOf(url),
    // TLS names no addresses (RFC 6066, 3); with an empty one Node checks the certificate against `host`.
    servername: net.isIP(host) === 0 ? host : '',
    headers: headersOf(asked, length),
    maxHeaderSize: MAX_HEADER_BYTES,
  };
}

/** The port of an address, also where it is its scheme's. */
export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The dot that ends an absolute name is DNS's alone: TLS (RFC 6066, 3) and the names of virtual hosts have none. */
function withoutDot(host: string): string {
  return host.replace(/\.$/, '');
}

function hostOf({ hostname, port }: URL): string {
  return port === '' ? withoutDot(hostname) : `${withoutDot(hostname)}:${port}`;
}

/** As a flat list of names and values, which Node writes without building an object first. */
function headersOf({ url, headers, host, method }: Asked, length: BodyLength): string[] {
  const list = ['Host', host ?? hostOf(url), 'User-Agent', 'amiral', 'Accept-Encoding', 'identity'];
  for (const name in headers) list.push(name, headers[name] ?? '');
  if (length === 'chunked') list.push('Transfer-Encoding', 'chunked');
  else if (length !== null) list.push('Content-Length', String(length));
  else if (method !== 'GET' && method !== 'HEAD') list.push('Content-Length', '0');
  return list;
}
