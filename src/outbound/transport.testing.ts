import net, { type AddressInfo } from 'node:net';
import { Egress } from './egress';
import type { Lookup } from './lookup';
import { deadlineIn, Transport, TransportError, type TransportRequest } from './transport';

/** Servers and transports for the tests of the transport; each test file ends them with `afterEach(closeAll)`. */
const closers: (() => void)[] = [];

/** Ends every server and transport made since the last call. */
export function closeAll(): void {
  for (const close of closers.splice(0)) close();
}

/** Listens on a free port of 127.0.0.1, or where it is told to, and returns its base address. */
export async function listen(server: net.Server, host = '127.0.0.1', port = 0): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  closers.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return `http://${host}:${String((server.address() as AddressInfo).port)}`;
}

/** A server that hands over its sockets when something arrives; `connection` counts from 1. */
export function raw(onRequest: (socket: net.Socket, connection: number) => void): net.Server {
  let connections = 0;
  return net.createServer((socket) => {
    const connection = ++connections;
    socket.on('data', () => {
      onRequest(socket, connection);
    });
  });
}

export function transportWith(lookup?: Lookup, egress = new Egress([], [])): Transport {
  const transport = new Transport(egress, lookup);
  closers.push(() => {
    transport.close();
  });
  return transport;
}

/** A GET of `url` at 127.0.0.1, with changes. */
export function get(url: string, changes: Partial<TransportRequest> = {}): TransportRequest {
  const given = new URL(url);
  return { url: given, method: 'GET', addresses: ['127.0.0.1'], tlsCa: null, deadline: deadlineIn(5_000), ...changes };
}

/** The TransportError that `work` ends in; throws when it succeeds or fails otherwise. */
export async function failureOf(work: Promise<unknown>): Promise<TransportError> {
  const outcome = await work.then(
    () => new Error('It succeeded.'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof TransportError)) throw outcome;
  return outcome;
}
