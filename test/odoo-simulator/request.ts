import type { Fault } from './failure';
import type { Json } from './wire';

/** A request as it came over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, with query and any path prefix. */
  readonly target: string;
  /** Without query, and without the prefix that chose the server. */
  path: string;
  readonly query: string;
  readonly http10: boolean;
  /** Request line and headers, for {@link header}. */
  readonly head: string;
  /** What was sent after the head. */
  readonly bytes: Buffer;
  /** What goes wrong with it. */
  fault?: Fault;
  /** The parsed body once {@link jsonBody} was asked for it. */
  parsed?: { readonly value: Json | undefined };
}

const HEADERS = {
  'content-type': /\r\ncontent-type: *([^\r;]*)/i,
  'content-length': /\r\ncontent-length: *(\d+)/i,
  'transfer-encoding': /\r\ntransfer-encoding: *([^\r]*)/i,
  connection: /\r\nconnection: *([^\r]*)/i,
  cookie: /\r\ncookie: *([^\r]*)/i,
  expect: /\r\nexpect: *([^\r]*)/i,
  host: /\r\nhost: *([^\r]*)/i,
} as const;

const MAX_HEAD = 64 * 1024;

/** The value of a header in lower case, undefined when it was not sent; of Content-Type only what precedes the parameters. */
export function header(head: string, name: keyof typeof HEADERS): string | undefined {
  return HEADERS[name].exec(head)?.[1]?.trim().toLowerCase();
}

/** The value of a header as it was sent. */
export function rawHeader(head: string, name: string): string | undefined {
  return new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1]?.trim();
}

/** The body as JSON, undefined when it is not JSON. Parsed once. */
export function jsonBody(request: HttpRequest): Json | undefined {
  request.parsed ??= { value: parse(request.bytes.toString('utf8')) };
  return request.parsed.value;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function requestOf([, method, target, minor]: RegExpExecArray, head: string, bytes: Buffer): HttpRequest {
  const whole = target ?? '';
  const [path = '', query = ''] = whole.split('?', 2);
  return { method: method ?? '', target: whole, path, query, http10: minor === '0', head, bytes };
}

/** A request whose head has come and is taken off the stream. */
interface Begun {
  readonly line: RegExpExecArray;
  readonly head: string;
  readonly chunked: boolean;
  /** Chunks that are whole. */
  readonly parts: Buffer[];
  /** How many bytes must be there before it is worth looking again. */
  needed: number;
}

/** Cuts a stream of bytes into requests; node:http would hide the bytes this simulator is about, and cost more. */
export class RequestReader {
  #arrived: Buffer[] = [];
  #length = 0;
  #begun: Begun | undefined;

  /** @param onContinue told once when a client waits for `100 Continue` before it sends its body */
  constructor(private readonly onContinue: () => void) {}

  /** Adds what arrived. */
  push(chunk: Buffer): void {
    this.#arrived.push(chunk);
    this.#length += chunk.length;
  }

  /** The next complete request, undefined while bytes are missing, `bad` when this is not HTTP. */
  next(): HttpRequest | 'bad' | undefined {
    const begun = this.#begun ?? this.#begin();
    if (begun === undefined || begun === 'bad') return begun;
    this.#begun = begun;
    const body = begun.chunked ? this.#chunks(begun) : this.#take(begun.needed);
    if (body === undefined) return undefined;
    this.#begun = undefined;
    return requestOf(begun.line, begun.head, body);
  }

  #begin(): Begun | 'bad' | undefined {
    const bytes = this.#joined();
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) return isNoHttp(bytes) ? 'bad' : undefined;
    const head = bytes.toString('latin1', 0, end);
    const line = /^([A-Z]+) (\S+) HTTP\/1\.([01])/.exec(head);
    if (line === null) return 'bad';
    this.#take(end + 4);
    const chunked = header(head, 'transfer-encoding') === 'chunked';
    const needed = chunked ? 0 : Number(header(head, 'content-length') ?? 0);
    if (header(head, 'expect') === '100-continue' && this.#length < Math.max(needed, 1)) this.onContinue();
    return { line, head, chunked, parts: [], needed };
  }

  #chunks(begun: Begun): Buffer | undefined {
    while (this.#length >= begun.needed) {
      const bytes = this.#joined();
      const lineEnd = bytes.indexOf('\r\n');
      if (lineEnd < 0) return undefined;
      const size = Number.parseInt(bytes.toString('latin1', 0, lineEnd), 16) || 0;
      begun.needed = lineEnd + 2 + size + 2;
      const chunk = this.#take(begun.needed)?.subarray(lineEnd + 2, -2);
      if (chunk === undefined) return undefined;
      if (size === 0) return Buffer.concat(begun.parts);
      begun.parts.push(chunk);
      begun.needed = 0;
    }
    return undefined;
  }

  /** The first bytes, taken off the stream; undefined while there are fewer. */
  #take(count: number): Buffer | undefined {
    if (this.#length < count) return undefined;
    const bytes = this.#joined();
    this.#arrived = [bytes.subarray(count)];
    this.#length -= count;
    return bytes.subarray(0, count);
  }

  #joined(): Buffer {
    if (this.#arrived.length !== 1) this.#arrived = [Buffer.concat(this.#arrived)];
    return this.#arrived[0] ?? Buffer.alloc(0);
  }
}

/** A TLS greeting on a plain port must be answered at once, not waited for. */
function isNoHttp(bytes: Buffer): boolean {
  const first = bytes[0];
  if (first === undefined) return false;
  return first < 0x41 || first > 0x5a || bytes.length > MAX_HEAD;
}
