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
  readonly body: string;
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

/** The body as JSON, undefined when it is not JSON. Parsed once. */
export function jsonBody(request: HttpRequest): Json | undefined {
  request.parsed ??= { value: parse(request.body) };
  return request.parsed.value;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function requestOf([, method, target, minor]: RegExpExecArray, head: string, body: string): HttpRequest {
  const whole = target ?? '';
  const [path = '', query = ''] = whole.split('?', 2);
  return { method: method ?? '', target: whole, path, query, http10: minor === '0', head, body };
}

/** Cuts a stream of bytes into requests; node:http would hide the bytes this simulator is about, and cost more. */
export class RequestReader {
  #bytes: Buffer = Buffer.alloc(0);
  #continued = false;

  /** @param onContinue told once when a client waits for `100 Continue` before it sends its body */
  constructor(private readonly onContinue: () => void) {}

  /** Adds what arrived. */
  push(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
  }

  /** The next complete request, undefined while bytes are missing, `bad` when this is not HTTP. */
  next(): HttpRequest | 'bad' | undefined {
    const end = this.#bytes.indexOf('\r\n\r\n');
    if (end < 0) return this.#isNoHttp() ? 'bad' : undefined;
    const head = this.#bytes.toString('latin1', 0, end);
    const line = /^([A-Z]+) (\S+) HTTP\/1\.([01])/.exec(head);
    if (line === null) return 'bad';
    const body = this.#body(head, end + 4);
    if (body === undefined) return undefined;
    this.#bytes = this.#bytes.subarray(body.end);
    this.#continued = false;
    return requestOf(line, head, body.text);
  }

  /** A TLS greeting on a plain port must be answered at once, not waited for. */
  #isNoHttp(): boolean {
    const first = this.#bytes[0];
    if (first === undefined) return false;
    return first < 0x41 || first > 0x5a || this.#bytes.length > MAX_HEAD;
  }

  #body(head: string, from: number): { text: string; end: number } | undefined {
    const chunked = header(head, 'transfer-encoding') === 'chunked';
    const end = from + Number(header(head, 'content-length') ?? 0);
    const whole = chunked ? this.#chunks(from) : this.#plain(from, end);
    if (whole === undefined && !this.#continued && header(head, 'expect') === '100-continue') {
      this.#continued = true;
      this.onContinue();
    }
    return whole;
  }

  #plain(from: number, end: number): { text: string; end: number } | undefined {
    return this.#bytes.length < end ? undefined : { text: this.#bytes.toString('utf8', from, end), end };
  }

  #chunks(from: number): { text: string; end: number } | undefined {
    const parts: Buffer[] = [];
    for (let at = from; ;) {
      const lineEnd = this.#bytes.indexOf('\r\n', at);
      if (lineEnd < 0) return undefined;
      const size = Number.parseInt(this.#bytes.toString('latin1', at, lineEnd), 16) || 0;
      const start = lineEnd + 2;
      if (this.#bytes.length < start + size + 2) return undefined;
      if (size === 0) return { text: Buffer.concat(parts).toString('utf8'), end: start + 2 };
      parts.push(this.#bytes.subarray(start, start + size));
      at = start + size + 2;
    }
  }
}
