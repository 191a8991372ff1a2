import os from 'node:os';
import { formsOf } from './egress';
import { refusal } from './address.refusals';

/** What Amiral listens on, as `net.Server.address()` gives it; null while it does not. */
export type Listening = () => { address: string; port: number } | null;

/** Said of an address at which nothing but Amiral's own ends is. */
export const OWN_END = refusal('own-address');

interface End {
  /** A name or an address. */
  host: string;
  port: number;
}

/**
 * The ends of Amiral itself: its PostgreSQL and its own HTTP port. Whatever a person enters, no call goes there; what else stands
 * on the same machine may be called.
 */
export class OwnEnds {
  private readonly database: End | null;

  /**
   * @param databaseUrl a PostgreSQL address, or null when there is none
   * @param listening asked at each call, for the port may be known late
   */
  constructor(
    databaseUrl: string | null,
    private readonly listening: Listening,
  ) {
    this.database = databaseUrl === null ? null : endOf(databaseUrl);
  }

  /**
   * Those of the addresses at which nothing of Amiral's listens on this port.
   * @param lookup for the database's name; what it throws is thrown on
   */
  async without(
    addresses: readonly string[],
    port: number,
    lookup: (host: string) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const database = this.database?.port === port ? await lookup(this.database.host) : [];
    const own = this.listening();
    const ends = [...database, ...(own?.port === port ? [own.address] : [])].flatMap(formsOf);
    if (ends.length === 0) return addresses;
    return addresses.filter((address) => !formsOf(address).some((form) => isAmong(ends, form)));
  }
}

/** One that listens on loopback or on everything may be met at every address of the machine. */
function isAmong(ends: readonly string[], address: string): boolean {
  return ends.includes(address) || (ends.some(isLocal) && isLocal(address));
}

function isLocal(address: string): boolean {
  return /^(127\.|0\.|::1?$)/.test(address) || addressesOfThisMachine().includes(address);
}

function addressesOfThisMachine(): string[] {
  return Object.values(os.networkInterfaces()).flatMap((found = []) =>
    found.flatMap(({ address }) => formsOf(address)),
  );
}

/** Host and port of a PostgreSQL address, which may also stand in its query; a path to a socket is this machine. */
function endOf(databaseUrl: string): End {
  const url = new URL(databaseUrl);
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '');
  const port = Number(url.searchParams.get('port') ?? (url.port === '' ? 5432 : url.port));
  return { host: host === '' || host.startsWith('/') ? '127.0.0.1' : host, port };
}
