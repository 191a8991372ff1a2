import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { secureContext } from './certificates';
import { Connection, type Choose } from './connection';
import type { Certificate } from './options';

/** One listening port; closes and opens again on the same number. */
export class Listener {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #port: number;
  /** Connections accepted since the start. */
  accepted = 0;

  private constructor(
    private readonly host: string,
    port: number,
    tls: Awaited<ReturnType<typeof secureContext>> | undefined,
    choose: Choose,
  ) {
    this.#port = port;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.accepted += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      const stream = tls === undefined ? socket : new TLSSocket(socket, { isServer: true, secureContext: tls });
      new Connection(stream, socket, choose);
    });
  }

  /** Opens a port, 0 for a free one; with `tls` it speaks HTTPS. */
  static async open(host: string, port: number, tls: Certificate | undefined, choose: Choose): Promise<Listener> {
    const listener = new Listener(host, port, tls === undefined ? undefined : await secureContext(tls), choose);
    await listener.reopen();
    return listener;
  }

  /** The port, kept while closed. */
  get port(): number {
    return this.#port;
  }

  /** True while the port accepts connections. */
  get listening(): boolean {
    return this.#server.listening;
  }

  /** Listens again; nothing when it does. */
  async reopen(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port: this.#port, host: this.host, backlog: 4096 }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes the port and every connection: later ones are refused. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.drop();
    await closed;
  }

  /** Closes every connection there is, idle or not, and goes on listening. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
