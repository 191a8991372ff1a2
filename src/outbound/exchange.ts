import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { CertificateEnd } from './certificate-end';
import { decoded } from './decoded';
import type { EventLoopWatch } from './event-loop';
import { CALLED_OFF, NO_ANSWER, toTransportError, TransportError } from './failures';

/** What came back, whatever its status; `body` is decoded. */
export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  /** From the first attempt to connect to the last byte of the body, in ms. */
  ms: number;
  /** The address that answered, one of those given. */
  address: string;
  /** What ends first of the certificates that vouch for the peer; null over plain HTTP. */
  certificate: CertificateEnd | null;
}

/** One request on one connection to one checked address; all times in ms of `performance.now()`. */
export interface Exchange {
  secure: boolean;
  options: https.RequestOptions;
  address: string;
  body: string | Buffer | null;
  startedAt: number;
  /** When to give up connecting and leave the rest of the time to the next address; null for the last address. */
  connectBy: number | null;
  deadline: number;
  maxBytes: number;
  /** The status line and the headers are the whole answer: the body is left unread, and the connection closed. */
  dropsBody: boolean;
  /** Says whether our own event loop was late since a time. */
  watch: Pick<EventLoopWatch, 'wasLateSince'>;
  /** What is known of the peer's certificates once it has answered. */
  certificate: () => CertificateEnd | null;
  /** Ends the call at once, wherever it is. */
  signal?: AbortSignal | undefined;
}

/**
 * Sends one request and reads the whole answer.
 * @throws TransportError (rejects) whatever goes wrong; its `remedy` says whether another attempt can help
 */
export function exchange(call: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    new Running(call, resolve, reject).start();
  });
}

/** The request under way. One timer serves connecting, TLS, headers and body: a slow drip cannot outlive it. */
class Running {
  private request: http.ClientRequest | null = null;
  private response: http.IncomingMessage | null = null;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private timer: NodeJS.Timeout | null = null;
  private over = false;
  private readonly callOff = (): void => {
    this.fail(new TransportError('internal', CALLED_OFF));
  };

  constructor(
    private readonly call: Exchange,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: TransportError) => void,
  ) {}

  start(): void {
    const { call } = this;
    if (call.signal?.aborted) {
      this.callOff();
      return;
    }
    call.signal?.addEventListener('abort', this.callOff);
    this.wake(call.connectBy ?? call.deadline);
    try {
      this.request = (call.secure ? https : http).request(call.options);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.request.on('response', (response) => {
      this.read(response);
    });
    this.request.on('error', (error) => {
      this.fail(error);
    });
    this.request.end(call.body ?? undefined);
  }

  private wake(at: number): void {
    this.timer = setTimeout(() => {
      this.expire();
    }, at - performance.now());
  }

  private expire(): void {
    const { connectBy, deadline, startedAt } = this.call;
    if (connectBy !== null && connectBy < deadline && performance.now() < deadline) {
      if (this.isConnecting()) this.fail(new TransportError('timeout', 'No connection yet.', 'next-address'));
      else this.wake(deadline);
      return;
    }
    const late = this.call.watch.wasLateSince(startedAt);
    this.fail(late ? new TransportError('event-loop-late') : new TransportError('timeout', this.stage()));
  }

  private isConnecting(): boolean {
    return this.request?.socket?.connecting ?? true;
  }

  /** TLS is done, or there is none: nothing of a request goes out before. */
  private isGreeted(): boolean {
    const socket = this.request?.socket;
    return !(socket instanceof TLSSocket) || socket.authorized;
  }

  private mayBeSent(): boolean {
    return this.response !== null || (!this.isConnecting() && this.isGreeted());
  }

  private stage(): string {
    if (this.response) return 'The answer began but did not end in time.';
    if (this.isConnecting()) return 'No connection was made in time: packets may be dropped on the way.';
    return this.isGreeted() ? NO_ANSWER : 'Connected, but TLS did not finish in time.';
  }

  private read(response: http.IncomingMessage): void {
    this.response = response;
    if (this.call.dropsBody) {
      this.finish(response);
      this.request?.destroy();
      return;
    }
    const refusal = this.refusal(response);
    if (refusal) {
      this.fail(refusal);
      return;
    }
    response.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    response.on('error', (error) => {
      this.fail(error);
    });
    response.on('end', () => {
      this.finish(response);
    });
  }

  /** What can be refused before the body. */
  private refusal(response: http.IncomingMessage): TransportError | null {
    const { 'content-length': length = 0, 'transfer-encoding': chunked } = response.headers;
    return chunked === undefined && Number(length) > this.call.maxBytes ? this.tooLarge() : null;
  }

  private take(chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.call.maxBytes) this.fail(this.tooLarge());
    else this.chunks.push(chunk);
  }

  private tooLarge(): TransportError {
    return new TransportError('too-large', `The answer is larger than ${String(this.call.maxBytes)} bytes.`);
  }

  private finish(response: http.IncomingMessage): void {
    if (this.over) return;
    let body: Buffer;
    try {
      body = decoded(this.body(), response.headers['content-encoding'], this.call.maxBytes);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.settle();
    this.resolve({
      status: response.statusCode ?? 0,
      headers: response.headers,
      body,
      ms: performance.now() - this.call.startedAt,
      address: this.call.address,
      certificate: this.call.certificate(),
    });
  }

  private body(): Buffer {
    const [first] = this.chunks;
    return first && this.chunks.length === 1 ? first : Buffer.concat(this.chunks);
  }

  private fail(error: unknown): void {
    if (this.over) return;
    this.settle();
    const unanswered = this.request?.reusedSocket === true && this.response === null;
    const failure = toTransportError(error, unanswered);
    failure.sent = failure.remedy !== 'next-address' && this.mayBeSent();
    this.reject(failure);
    this.request?.destroy();
  }

  private settle(): void {
    this.over = true;
    if (this.timer) clearTimeout(this.timer);
    this.call.signal?.removeEventListener('abort', this.callOff);
  }
}
