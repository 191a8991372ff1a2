import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Browsers open connections ahead, and may never say a word on them. Node counts these neither as idle nor as busy, so a server that
 * stops waits a minute for each.
 * @returns what closes them, and those still to come; to be called when the server begins to stop
 */
export function silentConnections(server: Server): () => void {
  const silent = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }: { socket: Socket }) => silent.delete(socket));
  return () => {
    closing = true;
    for (const socket of silent) socket.destroy();
  };
}
