import { once } from 'node:events';
import { connect } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** `HTTP/1.1 200 OK`, empty when nothing came. */
  readonly statusLine: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Everything, head included. */
  readonly bytes: string;
  /** The error the connection ended with. */
  readonly error: string | undefined;
}

/** Sends bytes on a connection of its own and returns all that comes until the server closes it. */
export async function sendRaw(port: number, bytes: string): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  let error: string | undefined;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', (reason: NodeJS.ErrnoException) => (error = reason.code));
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return parsed(Buffer.concat(chunks).toString('utf8'), error);
}

/** A connection whose server has begun to answer. */
export interface WaitingConnection {
  readonly first: string;
  /** Sends more and returns what comes next. */
  readonly next: (bytes: string) => Promise<string>;
  readonly close: () => void;
}

/** Sends bytes, returns the connection and its first answer bytes; for servers that do not close. */
export async function sendAndWait(port: number, bytes: string): Promise<WaitingConnection> {
  const socket = connect({ port, host: '127.0.0.1' });
  const next = async (more: string): Promise<string> => {
    socket.write(more);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString('utf8');
  };
  return { first: await next(bytes), next, close: () => socket.destroy() };
}

/** The bytes of a request; `headers` are complete lines. */
export function request(method: string, path: string, body = '', headers: readonly string[] = []): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: odoo', `Content-Length: ${String(Buffer.byteLength(body))}`];
  return `${[...lines, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

/** The bytes of a JSON post. */
export function jsonPost(path: string, body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return request('POST', path, text, ['Content-Type: application/json']);
}

/** The bytes of a JSON-RPC call with id 1. */
export function rpc(service: string, method: string, args: unknown = [], path = '/jsonrpc'): string {
  return jsonPost(path, { jsonrpc: '2.0', id: 1, method: 'call', params: { service, method, args } });
}

/** What a JSON-RPC call returned, or the `data` of its error. */
export async function call(port: number, service: string, method: string, args: unknown = []): Promise<unknown> {
  const { body } = await sendRaw(port, rpc(service, method, args));
  const answer = JSON.parse(body) as { result?: unknown; error?: { data: unknown } };
  return answer.error === undefined ? answer.result : answer.error.data;
}

function parsed(bytes: string, error: string | undefined): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = bytes.slice(0, Math.max(end, 0)).split('\r\n');
  const headers = new Map(
    lines.map((line) => [line.split(': ')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: /, '')]),
  );
  const status = Number(statusLine.split(' ')[1] ?? 0);
  return { statusLine, status, headers, body: end < 0 ? '' : bytes.slice(end + 4), bytes, error };
}
