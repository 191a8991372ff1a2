import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** More hops than anybody has; the nearest ones are at the end. */
const MAX_HOPS = 50;
/** Stands for what is no address (RFC 7239, section 6.2). */
const UNKNOWN = 'unknown';
/** Providers give each customer a whole /64, of which every address is free to use (RFC 6177). */
const IPV6_NETWORK_BITS = 64;

/**
 * Leaves nothing but addresses in `X-Forwarded-For`: some proxies write `192.0.2.1:5678` or `[2001:db8::1]:443`, and anybody may send
 * whatever they like. To be called before an address is read from the request.
 */
export function tidyForwarded(headers: IncomingHttpHeaders): void {
  const given = headers['x-forwarded-for'];
  if (given === undefined) return;
  const hops = String(given).split(',').slice(-MAX_HOPS);
  headers['x-forwarded-for'] = hops.map(plainAddress).join(', ');
}

/** What shares its failures: an IPv4 address, or the /64 of an IPv6 address. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const bytes = ipaddr.parse(address).toByteArray();
  const network = bytes.map((byte, index) => (index < IPV6_NETWORK_BITS / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(network).toString()}/${String(IPV6_NETWORK_BITS)}`;
}

/** An address without port and brackets, in its shortest form; an IPv4 one that is dressed as IPv6 as itself. */
function plainAddress(text: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(text.trim()) ?? [];
  const address = bracketed ?? dotted ?? text.trim();
  return isIP(address) === 0 ? UNKNOWN : ipaddr.process(address).toString();
}
