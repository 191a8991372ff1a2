import type http from 'node:http';
import net from 'node:net';
import { Readable } from 'node:stream';
import { Certificates, peerOf } from './certificates';
import { Connections } from './connections';
import { type Egress, unbracket } from './egress';
import { EventLoopWatch } from './event-loop';
import { type Answer, exchange, type Exchange } from './exchange';
import { addressesOf, type Lookup, lookupAll } from './lookup';
import { OWN_END, OwnEnds } from './own-ends';
import { mostTelling, toTransportError, TransportError } from './failures';
import { stream, type StreamAnswer, type Streaming } from './stream';
import { type Asked, optionsOf, portOf } from './target';

export { TransportError } from './failures';
export type { Answer } from './exchange';
export type { Progress, StreamAnswer } from './stream';

/** What every request says, buffered or streamed. */
interface Checked extends Asked {
  /** From `resolve`; tried in turn until one lets itself be connected to. */
  addresses: readonly string[];
  /** PEM of a CA trusted besides the system's roots, or null. */
  tlsCa: string | null;
  /** Of the whole call, the last byte of the answer included: in ms of `performance.now()`; see `deadlineIn`. */
  deadline: number;
}

/** A request to checked addresses. */
export interface TransportRequest extends Checked {
  body?: string | Buffer | null;
  /** The largest body taken, default 1 MiB. */
  maxBytes?: number;
  /** Whether the status line decides and the body is left unread, however large, broken or endless it is; default false. */
  dropsBody?: boolean;
  /**
   * Whether the request may be sent twice without harm. Only such a request goes on a kept-alive connection, whose
   * reset cannot be told from a lost answer. Default: true for GET and HEAD.
   */
  repeatable?: boolean;
  /** Ends the call at once, wherever it is. */
  signal?: AbortSignal | undefined;
}

/** A request whose bodies pass as streams, however large they are. It is never sent twice. */
export interface StreamRequest extends Checked, Pick<Streaming, 'body' | 'idleMs' | 'signal' | 'progress'> {
  /** Of a streamed body, in bytes; without it the body goes in chunks (HTTP/1.1). */
  contentLength?: number;
}

/** How many servers are known to say both lengths of a body, before that is learnt anew. */
const REMEMBERED = 10_000;
const NOTHING_OWN = new OwnEnds(null, () => null);
const MAX_BYTES = 1024 * 1024;
/** Long enough for a far server's handshake, short enough that a dead IPv6 path does not eat the deadline. */
const CONNECT_SHARE_MS = 1_000;

/** The deadline `ms` from now, in the monotonic time that requests take. */
export function deadlineIn(ms: number): number {
  return performance.now() + ms;
}

/**
 * The one way out to servers: it connects to checked addresses only, verifies certificates, keeps one deadline over
 * everything, caps the body, follows no redirect and keeps no cookie.
 */
export class Transport {
  private readonly certificates = new Certificates();
  private readonly connections = new Connections(this.certificates);
  private readonly watch = new EventLoopWatch();
  /** Servers whose answers only the forgiving parser reads. */
  private readonly sloppy = new Set<string>();

  constructor(
    private readonly egress: Egress,
    private readonly lookup: Lookup = lookupAll,
    private readonly own: OwnEnds = NOTHING_OWN,
  ) {}

  /**
   * Resolves the host of `url` once and keeps the addresses that may be called.
   * @param deadline in ms of `performance.now()`
   * @returns at least one literal address
   * @throws TransportError `dns`, `no-dns` (also when the resolver takes past the deadline), `address-denied` (also where Amiral
   *   itself listens)
   */
  async resolve(url: URL, deadline: number): Promise<readonly string[]> {
    const find = (name: string) => addressesOf(name, this.lookup, deadline);
    const permitted = (await find(unbracket(url.hostname))).filter((address) => this.egress.permits(address));
    if (permitted.length === 0) throw new TransportError('address-denied');
    const others = await this.own.without(permitted, portOf(url), find);
    if (others.length === 0) throw new TransportError('address-denied', OWN_END);
    return others;
  }

  /**
   * Whether the host of `url` is a literal address at which Amiral itself listens. What a name leads to, also that of Amiral's database when
   * it cannot be looked up by the deadline, is judged when it is called.
   * @param deadline in ms of `performance.now()`
   */
  async isOwnEnd(url: URL, deadline: number): Promise<boolean> {
    const address = unbracket(url.hostname);
    if (net.isIP(address) === 0) return false;
    const others = this.own.without([address], portOf(url), (name) => addressesOf(name, this.lookup, deadline));
    return (await others.catch(() => [address])).length === 0;
  }

  /**
   * Sends one request and reads its whole answer, whatever the status.
   * @throws TransportError with a reason of the closed list
   */
  request(request: TransportRequest): Promise<Answer> {
    const startedAt = performance.now();
    return this.overAddresses(request, (address, left) => this.attempt(request, address, startedAt, left));
  }

  /**
   * Sends one request and answers when the headers are there, whatever the status: the body follows as a stream, which goes no faster than it
   * is read, and which must be read or destroyed. Another address is tried only while nothing of the body was read.
   * @throws TransportError with a reason of the closed list, `internal` of a call that was called off or whose body failed; after the answer
   *   its body is destroyed with one
   */
  async open(request: StreamRequest): Promise<StreamAnswer> {
    const startedAt = performance.now();
    const given = request.body instanceof Readable ? request.body : null;
    // Until it is read nobody else listens, and an error that nobody listens to ends the process.
    given?.on('error', () => undefined);
    try {
      return await this.overAddresses(request, (address, left) =>
        stream(this.streaming(request, address, startedAt, left)),
      );
    } catch (error) {
      given?.destroy();
      throw error;
    }
  }

  /** Closes idle connections and stops watching the event loop; calls under way end by themselves. */
  close(): void {
    this.watch.close();
    this.connections.closeIdle();
  }

  private remember(peer: string): void {
    if (this.sloppy.size >= REMEMBERED) this.sloppy.clear();
    this.sloppy.add(peer);
  }

  /** @param attempt at one address; `left` is how many there are to try, this one included */
  private async overAddresses<T>(request: Checked, attempt: (address: string, left: number) => Promise<T>): Promise<T> {
    const addresses = request.addresses.filter((address) => this.egress.permits(address));
    const failures: TransportError[] = [];
    for (const [index, address] of addresses.entries()) {
      try {
        return await attempt(address, addresses.length - index);
      } catch (error) {
        const failure = toTransportError(error);
        failures.push(failure);
        if (failure.remedy !== 'next-address') break;
      }
    }
    const failure = mostTelling(failures) ?? new TransportError('address-denied');
    failure.sent = failures.some(({ sent }) => sent);
    // The handles of connections kept for later are worth less than calls that cannot be made now.
    if (failure.reason === 'no-file-handles') this.connections.closeIdle();
    throw failure;
  }

  private streaming(request: StreamRequest, address: string, startedAt: number, left: number): Streaming {
    const { url, tlsCa, contentLength, body, deadline, idleMs, signal, progress } = request;
    const secure = url.protocol === 'https:';
    const target = optionsOf(request, address, body instanceof Readable ? (contentLength ?? 'chunked') : sizeOf(body));
    const peer = peerOf(target);
    return {
      secure,
      options: forgiving(target, this.connections.poolsFor(secure, tlsCa).fresh),
      address,
      startedAt,
      connectBy: connectBy(deadline, left),
      deadline,
      body,
      length: body instanceof Readable ? (contentLength ?? null) : null,
      idleMs,
      signal,
      progress,
      watch: this.watch,
      certificate: () => (secure ? this.certificates.of(peer) : null),
    };
  }

  private async attempt(request: TransportRequest, address: string, startedAt: number, left: number): Promise<Answer> {
    const { url, deadline } = request;
    const secure = url.protocol === 'https:';
    const { kept, fresh } = this.connections.poolsFor(secure, request.tlsCa);
    const target = optionsOf(request, address, sizeOf(request.body));
    const peer = peerOf(target);
    const isKept = isRepeatable(request) && !this.certificates.isDue(peer) && !this.sloppy.has(peer);
    const call: Exchange = {
      secure,
      options: isKept ? { ...target, agent: kept } : forgiving(target, fresh),
      address,
      startedAt,
      connectBy: connectBy(deadline, left),
      deadline,
      ...bodiesOf(request),
      watch: this.watch,
      certificate: () => (secure ? this.certificates.of(peer) : null),
      signal: request.signal,
    };
    try {
      return await exchange(call);
    } catch (error) {
      const { remedy, reason } = toTransportError(error);
      if (!isKept || remedy !== 'fresh-connection') throw error;
      if (reason === 'bad-answer') this.remember(peer);
      return exchange({ ...call, options: forgiving(target, fresh) });
    }
  }
}

/**
 * Reads what sloppy proxies send: of a body that says both its lengths, the chunks count (RFC 9112, 6.3). Node has one switch for all
 * that it forgives, so the parser forgives only on a connection that carries one answer and is closed after it: where it took an end for
 * another, nobody's next answer would begin there.
 */
function forgiving(target: Exchange['options'], agent: http.Agent): Exchange['options'] {
  return { ...target, agent, insecureHTTPParser: true };
}

/** The last address has all the time there is; those before it leave some. */
function connectBy(deadline: number, left: number): number | null {
  if (left <= 1) return null;
  const now = performance.now();
  return now + Math.min(CONNECT_SHARE_MS, (deadline - now) / left);
}

function sizeOf(body: string | Buffer | null | undefined): number | null {
  return body === undefined || body === null ? null : Buffer.byteLength(body);
}

/** What is sent, and what is taken of the answer. */
function bodiesOf({ body = null, maxBytes = MAX_BYTES, dropsBody = false }: TransportRequest) {
  return { body, maxBytes, dropsBody };
}

function isRepeatable(request: TransportRequest): boolean {
  return request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD');
}
