import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Browsers open connections ahead of need, and may never say a word on them. Node counts these neither as idle nor as busy, so a
 * server that stops waits a minute for each. Those that are idle it ends itself; those that are answered after that moment it would
 * keep for more.
 * @returns what ends them, and those still to come; to be called when the server begins to stop
 */
export function silentConnections(server: Server): () => void {
  const silent = new Set<Socket>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    if (stopping) socket.destroy();
    else silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    silent.delete(socket);
    response.once('close', () => {
      if (stopping) socket.end();
    });
  });
  return () => {
    stopping = true;
    for (const socket of silent) socket.destroy();
  };
}
