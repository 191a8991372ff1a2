import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a receiver got it. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** How it answers: with this status, or never. */
type Mode = number | 'hang';

/** Somebody else's machine that takes webhooks, run by the test. */
export class Receiver {
  readonly received: Received[] = [];
  mode: Mode = 200;
  /** Sent with each answer. */
  headers: Record<string, string> = {};
  /** Answers of what came on a path that begins with `/hold`, one by one; see `release`. */
  private readonly held: ServerResponse[] = [];
  private readonly server = createServer((request, response) => {
    this.take(request, response);
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((listening) => receiver.server.listen(0, '127.0.0.1', listening));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** What came on a path. */
  at(path: string): Received[] {
    return this.received.filter((request) => request.path === path);
  }

  /** Answers all that was held, with this status. */
  release(status: number): void {
    for (const response of this.held.splice(0)) response.writeHead(status).end();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private take(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      this.received.push({ path, headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
      const mode: Mode = path.startsWith('/hang') ? 'hang' : path.startsWith('/gone') ? 410 : this.mode;
      if (path.startsWith('/hold')) this.held.push(response);
      else if (mode !== 'hang') response.writeHead(mode, this.headers).end('received');
    });
  }
}
