import type { Socket } from 'node:net';
import { isSilent, play, type Line } from './modes';
import { header, RequestReader, type HttpRequest } from './request';
import { notFound } from './routes';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, frame, head, type Answer, type Framing } from './wire';

/** Chooses the server a request is for and takes its prefix off `request.path`; without a request, the one that owns the port. */
export type Choose = (request?: HttpRequest) => SimulatedOdoo | undefined;

/** Answers longer than this count as open until the client took them. */
const LONG = 64 * 1024;

/** One accepted connection: reads requests, plays them one after the other. */
export class Connection implements Line {
  readonly #reader = new RequestReader(() => this.socket.write('HTTP/1.1 100 Continue\r\n\r\n'));
  #odoo: SimulatedOdoo | undefined;
  #request: HttpRequest | undefined;
  #giveUp: (() => void) | undefined;
  #answered = 0;

  /**
   * @param socket what is read and written, encrypted or not
   * @param wire the TCP socket below, the only one that can be reset
   */
  constructor(
    private readonly socket: Socket,
    private readonly wire: Socket,
    private readonly choose: Choose,
  ) {
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      this.#next();
    });
    socket.on('end', () => {
      this.#gone();
    });
    socket.on('close', () => {
      this.#gone();
    });
    // A client that resets its connection is everyday life here.
    socket.on('error', () => socket.destroy());
  }

  send(answer: Answer): void {
    const framing = this.#framing();
    this.#write(frame(answer, framing), framing.keep);
  }

  cut(answer: Answer, at: number): void {
    const framing = { ...this.#framing(), keep: false };
    const whole = Buffer.from(frame(answer, framing));
    this.#write(whole.subarray(0, Buffer.byteLength(head(answer, framing)) + at), false);
  }

  drip(answer: Answer, everyMs: number): void {
    const framing = this.#framing();
    const bytes = Buffer.from(frame(answer, framing));
    let at = 0;
    const timer = setInterval(() => {
      at += 1;
      if (at < bytes.length) {
        this.socket.write(bytes.subarray(at - 1, at));
        return;
      }
      clearInterval(timer);
      this.#write(bytes.subarray(at - 1), framing.keep);
    }, everyMs);
    this.#giveUp = () => {
      clearInterval(timer);
    };
  }

  park(): void {
    const { odoo, request } = this.#current();
    this.#giveUp = odoo.park(() => {
      play(this, odoo, request);
    });
  }

  reset(): void {
    this.#gone();
    this.wire.resetAndDestroy();
  }

  close(): void {
    this.#gone();
    this.socket.destroySoon();
  }

  when(answer: Promise<Answer>, action: (answer: Answer) => void): void {
    const asked = this.#request;
    const gone = (error: unknown): void => {
      this.socket.destroy(error instanceof Error ? error : undefined);
    };
    answer.then((done) => {
      if (this.#request === asked) action(done);
    }, gone);
  }

  later(ms: number, action: () => void): void {
    const timer = setTimeout(action, ms);
    this.#giveUp = () => {
      clearTimeout(timer);
    };
  }

  #next(): void {
    if (this.#request !== undefined) return;
    const request = this.#reader.next();
    if (request === undefined) return;
    if (request === 'bad') {
      this.#refuse();
      return;
    }
    const odoo = this.choose(request);
    if (odoo === undefined) {
      this.socket.end(frame(notFound(), { http10: false, keep: false, withoutBody: false }));
      return;
    }
    if (this.#answered >= odoo.behaviour.staleAfter) {
      this.wire.resetAndDestroy();
      return;
    }
    this.#request = request;
    this.#odoo = odoo;
    odoo.begin(request);
    play(this, odoo, request);
  }

  #refuse(): void {
    const mode = this.choose()?.behaviour.mode;
    if (mode !== undefined && isSilent(mode)) return;
    this.socket.end(frame(errorPage(400, 'Bad request syntax'), { http10: false, keep: false, withoutBody: false }));
  }

  #current(): { odoo: SimulatedOdoo; request: HttpRequest } {
    if (this.#odoo === undefined || this.#request === undefined) throw new Error('No request is being played.');
    return { odoo: this.#odoo, request: this.#request };
  }

  #framing(): Framing {
    const { odoo, request } = this.#current();
    const { keepAlive, threaded } = odoo.behaviour;
    return {
      // What stands in front of Odoo to keep connections open speaks 1.1, however Odoo runs behind it.
      http10: !threaded && !keepAlive,
      keep: keepAlive && !request.http10 && header(request.head, 'connection') !== 'close',
      withoutBody: request.method === 'HEAD',
    };
  }

  #write(bytes: string | Uint8Array, keep: boolean): void {
    const { odoo } = this.#current();
    const long = bytes.length > LONG;
    // Counted before the bytes leave: the client's next request may be here before any callback.
    if (!long) this.#done(odoo);
    this.#answered += 1;
    this.socket.write(bytes, () => {
      if (long) this.#done(odoo);
      if (long && keep) this.#next();
    });
    if (!keep) this.socket.destroySoon();
    else if (!long) this.#next();
  }

  #done(odoo: SimulatedOdoo): void {
    if (this.#odoo !== odoo) return;
    this.#odoo = undefined;
    this.#request = undefined;
    this.#giveUp = undefined;
    odoo.end();
  }

  #gone(): void {
    this.#giveUp?.();
    if (this.#odoo !== undefined) this.#done(this.#odoo);
  }
}
