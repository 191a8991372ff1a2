import type { Action } from './ledger';

/** How a simulated server misbehaves; `ok` is a healthy Odoo. What each one answers stands in modes.ts. */
export const MODES = [
  'ok',
  'slow',
  'hanging',
  'drip',
  'refusing',
  'reset',
  'empty-reply',
  'wrong-product',
  'wrong-product-json',
  'redirect',
  'redirect-loop',
  'huge-body',
  'huge-body-chunked',
  'database-down',
  'database-frozen',
  'hardened',
  'http-error',
  'error-200',
  'malformed-json',
  'truncated',
] as const;

/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** Releases that can be played. 16, 17 and 19 were measured, 18 and 20 read in sources; 14 and 15 answer like 16, 22 has lost /jsonrpc. */
export const VERSIONS = ['14.0', '15.0', '16.0', '17.0', '18.0', '19.0', '20.0', '21.0', '22.0'] as const;

/** One of {@link VERSIONS}. */
export type Version = (typeof VERSIONS)[number];

/** Certificates a server may show: good, not signed by our CA, ended, for another host, ending within 21 days. */
export const CERTIFICATES = ['valid', 'self-signed', 'expired', 'wrong-host', 'soon'] as const;

/** One of {@link CERTIFICATES}. */
export type Certificate = (typeof CERTIFICATES)[number];

/** What a simulated server is; every member may change while it runs. */
export interface Behaviour {
  readonly version: Version;
  readonly mode: Mode;
  readonly masterPassword: string;
  /** Password of the user `admin` (uid 2) in every database that is named and not described. */
  readonly adminPassword: string;
  /** Setting one of these three makes all databases anew. */
  readonly databases: readonly string[];
  /** Databases of Odoo's role that Odoo has not made: listed, entered, and found without users. */
  readonly emptyDatabases: readonly string[];
  /** Databases of another role: `db_exist` enters them, the list leaves them out, and Odoo may make nothing there. */
  readonly foreignDatabases: readonly string[];
  /** Odoo's `list_db`: false refuses list and every change, as most production servers do. */
  readonly listDb: boolean;
  /** Odoo's `-d`: the only database it lists, without asking PostgreSQL. */
  readonly monoDb: string | undefined;
  /** True is a `dbfilter` that lets no database through at this Host: it empties /web/database/list; RPC does not look at it. */
  readonly filtered: boolean;
  /** How paths begin that a proxy in front answers with 403. */
  readonly shut: readonly string[];
  /** True answers HTTP/1.1 as the threaded server does, false HTTP/1.0 as the prefork one. */
  readonly threaded: boolean;
  /** Milliseconds before each answer in every mode; between two bytes in mode `drip`. */
  readonly delayMs: number;
  /** True keeps connections open, as nginx in front of Odoo does. */
  readonly keepAlive: boolean;
  /** With keepAlive: a connection that carried this many answers resets the next request, as a stale one would. */
  readonly staleAfter: number;
  /** Milliseconds that work on a whole database takes, also when nobody waits for it any more; what is left out takes none. */
  readonly takes: Partial<Readonly<Record<Action, number>>>;
  /** The status of mode `http-error`. */
  readonly status: number;
  /** False keeps no log of requests (counters go on), for benches and whatever runs for days: the log has no end. */
  readonly log: boolean;
}

/** Options of a server: its behaviour and where it listens. */
export interface SimulatorOptions extends Partial<Behaviour> {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 or nothing takes a free port, which the server then keeps. */
  readonly port?: number;
  readonly tls?: Certificate;
}

/** A healthy, threaded, multi-database Odoo 16 whose master password is not the insecure default. */
export const HEALTHY: Behaviour = {
  version: '16.0',
  mode: 'ok',
  masterPassword: 'master',
  adminPassword: 'admin',
  databases: ['std_full', 'template_base'],
  emptyDatabases: [],
  foreignDatabases: [],
  listDb: true,
  monoDb: undefined,
  filtered: false,
  shut: [],
  threaded: true,
  delayMs: 0,
  keepAlive: false,
  staleAfter: Infinity,
  takes: {},
  status: 500,
  log: true,
};

/** `base` with the members of `change` that are given; an undefined one counts as not given, except `monoDb`. */
export function changed(base: Behaviour, change: Partial<Behaviour>): Behaviour {
  const given = Object.entries(change as Record<string, unknown>).filter(
    ([key, value]) => key in HEALTHY && (value !== undefined || key === 'monoDb'),
  );
  return { ...base, ...(Object.fromEntries(given) as Partial<Behaviour>) };
}

/** The number before the dot: 19 for `19.0`. */
export function major(version: Version): number {
  return Number.parseInt(version, 10);
}
