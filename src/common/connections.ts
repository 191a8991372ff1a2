import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long a request may take to arrive, in milliseconds: its head, and all of it. What it is answered may take longer, or never end. */
export const ARRIVAL = { headMs: 15_000, wholeMs: 30_000, lookEveryMs: 2_000 } as const;

/** What ends the connections of a server that stops. */
export interface Connections {
  /** Ends those on which nothing was asked, and those still to come; to be called when the server begins to stop. */
  end(): void;
  /** Ends the rest. @returns the method and the path of each request that is not answered */
  cut(): string[];
}

/**
 * Follows what a server has open. Browsers open connections ahead of need, and may never say a word on them. Node counts these neither
 * as idle nor as busy, so a server that stops waits a minute for each. Those that are idle it ends itself; those that are answered
 * after that moment it would keep for more.
 */
export function followConnections(server: Server): Connections {
  const silent = new Set<Socket>();
  const open = new Map<ServerResponse, string>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    if (stopping) socket.destroy();
    else silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ method, url, socket }: IncomingMessage, response: ServerResponse) => {
    silent.delete(socket);
    // Without what is asked for there: that may be a name.
    open.set(response, `${String(method)} ${String(url).replace(/\?.*/s, '')}`);
    response.once('close', () => {
      open.delete(response);
      if (stopping) socket.end();
    });
  });
  return {
    end: () => {
      stopping = true;
      for (const socket of silent) socket.destroy();
    },
    cut: () => {
      const unanswered = [...open.values()];
      server.closeAllConnections();
      return unanswered;
    },
  };
}

const REFUSALS: Readonly<Record<string, [status: number, code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout', 'The request did not arrive in time; send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'headers-too-large', 'The headers of the request are too large.'],
};

/** Answers what is no proper HTTP request, or does not arrive: no framework hears of these. */
export function refuseRequest(error: Error & { code?: string }, socket: Socket): void {
  if (socket.writable && error.code !== 'ECONNRESET') {
    const [status, code, detail] = REFUSALS[error.code ?? ''] ?? [400, 'malformed-request', 'This is no HTTP request.'];
    const title = STATUS_CODES[status] ?? '';
    const body = JSON.stringify({ type: 'about:blank', title, status, detail, code });
    const head = `Content-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${String(body.length)}\r\nConnection: close`;
    socket.write(`HTTP/1.1 ${String(status)} ${title}\r\n${head}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}
