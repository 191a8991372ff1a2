import { bornDatabase, type DatabaseSeed } from './database/birth';
import { tick } from './database/crons';
import type { Database } from './database/database';
import { Databases } from './database/databases';
import { emptyDatabase } from './database/empty';
import type { Fault } from './failure';
import { Faults } from './faults';
import { Ledger } from './ledger';
import { changed, HEALTHY, major, type Behaviour } from './options';
import { jsonBody, type HttpRequest } from './request';
import { Sessions } from './sessions';

const STANDARD_PORT = 8069;
const DATABASES = ['databases', 'emptyDatabases', 'foreignDatabases'] as const;

/** One line of the log. */
export interface LoggedRequest {
  /** performance.now() when the request was complete. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** JSON-RPC service and method, where the body names them. */
  readonly service: string | undefined;
  readonly rpc: string | undefined;
  /** True when another request was open on this server at that moment. */
  readonly overlapped: boolean;
}

/** One simulated server without its port: what it is, what it holds, what was asked of it. Small enough to have 100,000. */
export class SimulatedOdoo {
  /** Requests that have come and are not answered; one the client gave up counts until its close is seen. */
  openNow = 0;
  /** The most requests ever open at once. */
  maxOpen = 0;
  /** Requests that came while another was open. */
  overlaps = 0;
  /** Requests that have come. */
  received = 0;
  #behaviour: Behaviour;
  #databases: Databases | undefined;
  #ledger: Ledger | undefined;
  #faults: Faults | undefined;
  #timers: Set<NodeJS.Timeout> | undefined;
  #sessions: Sessions | undefined;
  /** Threads of a threaded server up to 18 end with the connection to PostgreSQL; nothing tells, and only a restart helps. */
  #cronsDied = false;
  #requests: LoggedRequest[] | undefined;
  #parked: Set<() => void> | undefined;

  constructor(base: Behaviour = HEALTHY, change: Partial<Behaviour> = {}) {
    // Servers of a fleet share one behaviour until theirs changes.
    this.#behaviour = Object.keys(change).length === 0 ? base : changed(base, change);
  }

  /** What it is at this moment. */
  get behaviour(): Behaviour {
    return this.#behaviour;
  }

  /** The port Odoo listens on; a server behind a path believes in the usual one. */
  get port(): number {
    return STANDARD_PORT;
  }

  /** The databases PostgreSQL holds; may be changed from outside. */
  get databases(): Databases {
    return (this.#databases ??= this.#bornDatabases());
  }

  /** A database to look into. @throws Error when there is none of that name */
  database(name: string): Database {
    const database = this.databases.get(name);
    if (database === undefined) throw new Error(`There is no database ${name}.`);
    return database;
  }

  /** Puts a database there as it is described, in place of any of that name. */
  seed(seed: DatabaseSeed): Database {
    const database = bornDatabase(this.#behaviour.version, seed, this.port);
    this.databases.put(database);
    return database;
  }

  /** What was done to whole databases, and who tried to log in. */
  get ledger(): Ledger {
    return (this.#ledger ??= new Ledger());
  }

  /** Who is signed in, by cookie. */
  get sessions(): Sessions {
    return (this.#sessions ??= new Sessions());
  }

  /** Lets something go wrong with calls to come. */
  fault(fault: Fault): void {
    (this.#faults ??= new Faults()).add(fault);
  }

  /** Forgets the faults that did not come up. */
  clearFaults(): void {
    this.#faults = undefined;
  }

  /** What goes wrong with this call, which counts. */
  faultOf(call: () => string): Fault | undefined {
    return this.#faults?.take(call());
  }

  /** Lets crons run as they would until `now`; databases nobody has looked into are left alone. */
  tick(now: Date): void {
    if (this.#cronsDied) return;
    for (const database of this.#databases?.opened ?? []) tick(database, this.#behaviour.version, now);
  }

  /** Time passes in a process: when that ends, what waited for it never goes on. */
  pass(ms: number): Promise<void> {
    const timers = (this.#timers ??= new Set());
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.add(timer);
    });
  }

  /** What was asked, oldest first; empty with `log: false`. */
  get requests(): readonly LoggedRequest[] {
    return this.#requests ?? [];
  }

  /** True while changes and lists are refused, by option or by mode. */
  get hardened(): boolean {
    return !this.#behaviour.listDb || this.#behaviour.mode === 'hardened';
  }

  /** True while its PostgreSQL is stopped. */
  get databaseDown(): boolean {
    return this.#behaviour.mode === 'database-down';
  }

  /** Changes the behaviour at once; requests left hanging by the old mode are answered in the new one. */
  set(change: Partial<Behaviour>): Promise<void> {
    this.apply(change);
    return Promise.resolve();
  }

  /** Forgets log and counters, not the requests still open. */
  forget(): void {
    this.#requests = undefined;
    this.maxOpen = this.openNow;
    this.overlaps = 0;
    this.received = 0;
  }

  /** Counts and logs a request; {@link end} must follow once. */
  begin(request: HttpRequest): void {
    const overlapped = this.openNow > 0;
    this.received += 1;
    this.openNow += 1;
    if (overlapped) this.overlaps += 1;
    if (this.openNow > this.maxOpen) this.maxOpen = this.openNow;
    if (this.#behaviour.log) (this.#requests ??= []).push({ ...describe(request), at: performance.now(), overlapped });
  }

  /** The request is answered or given up. */
  end(): void {
    this.openNow -= 1;
  }

  /** Keeps a request waiting until the behaviour changes. @returns how to give it up */
  park(resume: () => void): () => void {
    const parked = (this.#parked ??= new Set());
    parked.add(resume);
    return () => parked.delete(resume);
  }

  /** The process ends: work in hand stays as half done as it is. */
  protected abandon(): void {
    for (const timer of this.#timers ?? []) clearTimeout(timer);
    this.#timers = undefined;
    this.#ledger?.abandon();
    this.#cronsDied = false;
    this.#databases?.claimed.clear();
  }

  #bornDatabases(): Databases {
    const { databases, emptyDatabases, foreignDatabases } = this.#behaviour;
    const made = new Databases(databases, (name) => this.#born(name));
    for (const name of emptyDatabases) made.put(emptyDatabase(name, this.#behaviour.version, 'empty'));
    for (const name of foreignDatabases) made.put(emptyDatabase(name, this.#behaviour.version, 'foreign'));
    return made;
  }

  #born(name: string): Database {
    const { version, adminPassword } = this.#behaviour;
    return bornDatabase(version, { name, password: adminPassword }, this.port);
  }

  protected apply(change: Partial<Behaviour>): void {
    this.#behaviour = changed(this.#behaviour, change);
    if (this.databaseDown && losesCrons(this.#behaviour)) this.#cronsDied = true;
    if (DATABASES.some((name) => change[name] !== undefined)) this.#databases = undefined;
    const waiting = [...(this.#parked ?? [])];
    this.#parked?.clear();
    for (const resume of waiting) resume();
  }
}

/** Whether its crons end with the connection to PostgreSQL. */
function losesCrons({ threaded, version }: Behaviour): boolean {
  return threaded && major(version) < 19;
}

function describe(request: HttpRequest): Pick<LoggedRequest, 'method' | 'path' | 'service' | 'rpc'> {
  const { method, path } = request;
  const call =
    path === '/jsonrpc' ? (jsonBody(request) as { params?: Record<string, unknown> } | null | undefined) : null;
  return { method, path, service: text(call?.params?.['service']), rpc: text(call?.params?.['method']) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
