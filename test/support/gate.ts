import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL that can be lost and found again. */
export interface Gate {
  /** The database's address by way of the gate. */
  url: string;
  /** Cuts what is connected, and refuses what comes. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Lets nothing more pass of what is connected, and tells neither end. */
  forget(): void;
  /** As `forget`, and whoever comes is not answered either, until it is shut. */
  silence(): void;
}

/** Opens a gate before a database. */
export async function startGate(databaseUrl: string): Promise<Gate> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((inside) => {
    if (silent) {
      sockets.add(inside.on('error', () => undefined));
      return;
    }
    const outside = connect(Number(port), hostname);
    for (const [socket, other] of [
      [inside, outside],
      [outside, inside],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  const listen = (at: number) => new Promise<void>((done) => server.listen(at, '127.0.0.1', done));
  await listen(0);
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const shut = () =>
    new Promise<void>((done) => {
      silent = false;
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  const forget = () => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  const silence = () => {
    silent = true;
    forget();
  };
  return { url: url.href, shut, open: () => listen(Number(url.port)), forget, silence };
}
