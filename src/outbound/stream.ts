import http from 'node:http';
import https from 'node:https';
import { type Duplex, pipeline, Readable, type Transform } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { decoderOf } from './decoded';
import type { Answer, Exchange } from './exchange';
import { CALLED_OFF, NO_ANSWER, toTransportError, TransportError } from './failures';
import { metered } from './metered';

/** An answer of which the body is still to come; it ends well only if it is whole, as far as HTTP can tell. */
export interface StreamAnswer extends Omit<Answer, 'body' | 'ms'> {
  /** Decoded. It must be read or destroyed; destroying it closes the connection. */
  body: Readable;
}

/** Bytes of both bodies so far. `sent` counts what was handed to the connection, `received` what was decoded. */
export interface Progress {
  sent: number;
  received: number;
}

/** One streamed request on one connection to one checked address. */
export interface Streaming extends Omit<Exchange, 'body' | 'maxBytes' | 'dropsBody'> {
  body?: Readable | string | Buffer | null;
  /** What a streamed body must come to, in bytes; null where nobody knows. */
  length: number | null;
  /**
   * The longest that the other side may keep us waiting in ms: while connecting, for taking more of the request, for more of the answer. For
   * the first byte of the answer there is only the deadline: Odoo makes a backup whole before it sends any.
   */
  idleMs: number;
  /** Ends the call at once, wherever it is. */
  signal?: AbortSignal | undefined;
  /** Counted up as bytes pass. */
  progress?: Progress;
}

const UNREADABLE = 'What was to be sent could not be read.';
/** So that a peer which lost its power is missed soon, and no firewall on the way forgets a connection on which Odoo thinks. */
const KEEP_ALIVE_MS = 30_000;

/** Sends one request, and answers when the headers came. @throws TransportError */
export function stream(call: Streaming): Promise<StreamAnswer> {
  return new Promise((resolve, reject) => {
    new Running(call, resolve, reject).start();
  });
}

/** The request under way: a timer for the whole, and one for whoever is waited for. */
class Running {
  private request: http.ClientRequest | null = null;
  private response: http.IncomingMessage | null = null;
  private body: Transform | null = null;
  private connected = false;
  private total: NodeJS.Timeout | null = null;
  private idle: NodeJS.Timeout | null = null;
  private over = false;
  private readonly callOff = (): void => {
    this.fail(new TransportError('internal', CALLED_OFF));
  };

  constructor(
    private readonly call: Streaming,
    private readonly resolve: (answer: StreamAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  start(): void {
    const { call } = this;
    if (call.signal?.aborted === true) {
      this.callOff();
      return;
    }
    call.signal?.addEventListener('abort', this.callOff);
    const now = performance.now();
    this.total = setTimeout(() => {
      this.fail(this.late());
    }, call.deadline - now);
    this.idle = setTimeout(this.expire, Math.min(call.idleMs, (call.connectBy ?? Infinity) - now));
    this.connect();
  }

  private connect(): void {
    const { secure, options } = this.call;
    try {
      this.request = (secure ? https : http).request(options);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.request.on('error', this.fail);
    this.request.on('response', (response) => {
      this.take(response);
    });
    this.request.on('socket', (socket) => {
      socket.setKeepAlive(true, KEEP_ALIVE_MS);
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        this.send();
      });
    });
  }

  /** Not before the connection is there: a body can be read only once, and another address may come to need it. */
  private send(): void {
    const { request } = this;
    const { body } = this.call;
    if (!request || this.over) return;
    this.connected = true;
    this.waitAnew();
    if (body instanceof Readable) {
      if (body.errored) {
        this.fail(new TransportError('internal', UNREADABLE));
        return;
      }
      this.endWith(body);
      const meter = metered(this.call.length, (sent) => {
        this.count({ sent });
      });
      meter.once('error', this.fail);
      pipeline(body, meter, request as unknown as Duplex, (error) => {
        if (error && this.body === null) this.fail(error);
      });
      return;
    }
    if (body !== undefined && body !== null) this.count({ sent: Buffer.byteLength(body) });
    request.end(body ?? undefined);
  }

  private endWith(body: Readable): void {
    body.once('error', () => {
      if (!this.response) this.fail(new TransportError('internal', UNREADABLE));
    });
  }

  private count({ sent = 0, received = 0 }: Partial<Progress>): void {
    this.waitAnew();
    const { progress } = this.call;
    if (!progress) return;
    progress.sent += sent;
    progress.received += received;
  }

  private readonly waitAnew = (): void => {
    if (this.over || !this.idle) return;
    clearTimeout(this.idle);
    this.idle = setTimeout(this.expire, this.call.idleMs);
  };

  /** Nothing moved for a while: the fault of the other side if it is the one that is waited for. */
  private readonly expire = (): void => {
    const { connectBy, deadline } = this.call;
    if (!this.connected && connectBy !== null && performance.now() < deadline) {
      this.fail(new TransportError('timeout', 'No connection yet.', 'next-address'));
    } else if (this.isWaiting()) this.fail(this.late());
    else this.waitAnew();
  };

  private isWaiting(): boolean {
    if (!this.connected) return true;
    return this.response === null
      ? this.request?.writableNeedDrain === true
      : !(this.response.complete || this.response.isPaused());
  }

  private late(): TransportError {
    if (this.call.watch.wasLateSince(this.call.startedAt)) return new TransportError('event-loop-late');
    return new TransportError('timeout', this.stage());
  }

  private stage(): string {
    if (this.response) return 'The answer began but did not go on or end in time.';
    if (this.request?.writableNeedDrain === true) return 'The server did not take the request in time.';
    if (this.connected) return NO_ANSWER;
    const { socket } = this.request ?? {};
    if (socket instanceof TLSSocket && !socket.connecting) return 'Connected, but TLS did not finish in time.';
    return 'No connection was made in time: packets may be dropped on the way.';
  }

  private take(response: http.IncomingMessage): void {
    if (this.over) return;
    let body: Transform;
    try {
      body = this.bodyOf(response);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.response = response;
    this.body = body;
    this.waitAnew();
    this.resolve({
      status: response.statusCode ?? 0,
      headers: response.headers,
      body,
      address: this.call.address,
      certificate: this.call.certificate(),
    });
  }

  private bodyOf(response: http.IncomingMessage): Transform {
    const decoder = decoderOf(response.headers['content-encoding']);
    const body = metered(null, (received) => {
      this.count({ received });
    });
    response.on('error', this.fail).on('resume', this.waitAnew);
    decoder?.on('error', () => {
      this.fail(new TransportError('bad-answer', 'The answer is not in the coding that it says it is in.'));
    });
    body
      // It fails whoever reads it; where nobody does yet, it must not end the process.
      .on('error', () => undefined)
      .on('close', () => {
        this.settle();
        decoder?.destroy();
      });
    (decoder ? response.pipe(decoder) : response).pipe(body);
    return body;
  }

  private readonly fail = (error: unknown): void => {
    if (this.over) return;
    const failure = toTransportError(error);
    failure.sent = this.connected;
    if (this.body) this.body.destroy(failure);
    else this.reject(failure);
    this.settle();
  };

  /** The call is over: whole, failed, or left by its reader. */
  private settle(): void {
    this.over = true;
    if (this.total) clearTimeout(this.total);
    if (this.idle) clearTimeout(this.idle);
    this.call.signal?.removeEventListener('abort', this.callOff);
    this.request?.destroy();
  }
}
