import { changed, HEALTHY, type Behaviour } from './options';
import { jsonBody, type HttpRequest } from './request';

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
  #databases: Set<string> | undefined;
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

  /** The databases PostgreSQL holds; may be changed from outside. */
  get databases(): Set<string> {
    return (this.#databases ??= new Set(this.#behaviour.databases));
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

  protected apply(change: Partial<Behaviour>): void {
    this.#behaviour = changed(this.#behaviour, change);
    if (change.databases !== undefined) this.#databases = new Set(change.databases);
    const waiting = [...(this.#parked ?? [])];
    this.#parked?.clear();
    for (const resume of waiting) resume();
  }
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
