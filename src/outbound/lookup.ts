import dns from 'node:dns';
import net from 'node:net';
import { toTransportError, TransportError } from './failures';

/** All addresses of a name, in the order they should be tried; rejects with the codes of `dns.lookup`. */
export type Lookup = (hostname: string) => Promise<readonly string[]>;

/** The operating system's resolver, hosts file included; order as it gives it. */
export async function lookupAll(hostname: string): Promise<readonly string[]> {
  const found = await dns.promises.lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

/**
 * The addresses of a host; an address is its own.
 * @param deadline in ms of `performance.now()`
 * @throws TransportError `dns`, `no-dns` (also when the resolver takes past the deadline)
 */
export async function addressesOf(host: string, lookup: Lookup, deadline: number): Promise<readonly string[]> {
  if (net.isIP(host) !== 0) return [host];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TransportError('no-dns', 'The resolver did not answer in time.'));
    }, deadline - performance.now());
  });
  try {
    return await Promise.race([lookup(host), late]);
  } catch (error) {
    throw toTransportError(error);
  } finally {
    clearTimeout(timer);
  }
}
