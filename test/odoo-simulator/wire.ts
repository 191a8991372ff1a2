import { STATUS_CODES } from 'node:http';

/** Anything JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An answer before it is put on the wire. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** Complete header lines without their line ends. */
  readonly headers?: readonly string[];
  /** True sends the body in chunks and no Content-Length. */
  readonly chunked?: boolean;
}

/** How an answer is framed: what the client asked for and what the server is configured to do. */
export interface Framing {
  readonly http10: boolean;
  readonly keep: boolean;
  readonly withoutBody: boolean;
}

const CHUNK = 64 * 1024;

/** JSON as Python's json.dumps writes it: a blank after comma and colon, ASCII only. */
export function pythonJson(value: Json): string {
  if (typeof value === 'string') return pythonString(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(pythonJson).join(', ')}]`;
  const members = Object.entries(value).map(([key, member]) => `${pythonString(key)}: ${pythonJson(member)}`);
  return `{${members.join(', ')}}`;
}

function pythonString(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text within HTML, as Odoo's templates escape it. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** The name of a backup: the database's, the moment, the format. */
export function stampedName(name: string, format: string): string {
  const at = new Date().toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '-');
  return `${encodeURIComponent(name)}_${at}.${format}`;
}

/** A 200 with a JSON body. */
export function json(body: Json, status = 200, headers: readonly string[] = []): Answer {
  return { status, type: 'application/json; charset=utf-8', body: pythonJson(body), headers };
}

/** An HTML answer. */
export function html(status: number, body: string, headers: readonly string[] = []): Answer {
  return { status, type: 'text/html; charset=utf-8', body, headers };
}

/** The page Odoo's web framework makes of an HTTP error. */
export function errorPage(status: number, text: string, headers: readonly string[] = []): Answer {
  const name = STATUS_CODES[status] ?? 'Unknown Error';
  const page = `<!doctype html>\n<html lang=en>\n<title>${String(status)} ${name}</title>\n<h1>${name}</h1>\n<p>${text}</p>\n`;
  return html(status, page, headers);
}

/** A redirection; 303 is also how Odoo says that a form post succeeded. */
export function redirect(status: number, location: string, headers: readonly string[] = []): Answer {
  return errorPage(status, `You should be redirected to <a href="${location}">${location}</a>.`, [
    ...headers,
    `Location: ${location}`,
  ]);
}

/** The head of an answer as text, blank line included. */
export function head(answer: Answer, framing: Framing): string {
  const lines = [
    `HTTP/1.${framing.http10 ? '0' : '1'} ${String(answer.status)} ${reason(answer.status)}`,
    framing.keep ? 'Server: nginx' : 'Server: Werkzeug/2.0.2 Python/3.9.2',
    `Date: ${httpDate()}`,
    `Content-Type: ${answer.type}`,
  ];
  if (answer.chunked !== true) lines.push(`Content-Length: ${String(Buffer.byteLength(answer.body))}`);
  else if (!framing.http10) lines.push('Transfer-Encoding: chunked');
  if (answer.headers !== undefined) lines.push(...answer.headers);
  lines.push(framing.keep ? 'Connection: keep-alive' : 'Connection: close');
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The whole answer as it goes over the wire. HTTP/1.0 knows no chunks: there a chunked body ends with the connection. */
export function frame(answer: Answer, framing: Framing): string | Buffer {
  const start = head(answer, framing);
  const { body } = answer;
  if (framing.withoutBody) return start;
  if (answer.chunked === true && !framing.http10) return Buffer.concat([Buffer.from(start), ...inChunks(body)]);
  return typeof body === 'string' ? start + body : Buffer.concat([Buffer.from(start), body]);
}

function inChunks(body: string | Buffer): Buffer[] {
  const bytes = Buffer.from(body);
  const framed: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const part = bytes.subarray(from, from + CHUNK);
    framed.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return [...framed, Buffer.from('0\r\n\r\n')];
}

function reason(status: number): string {
  return (STATUS_CODES[status] ?? 'Unknown').toUpperCase();
}

let dateSecond = 0;
let date = '';

function httpDate(): string {
  const second = Math.floor(Date.now() / 1000);
  if (second !== dateSecond) {
    dateSecond = second;
    date = new Date(second * 1000).toUTCString();
  }
  return date;
}
