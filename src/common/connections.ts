import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Lets a server stop as soon as nothing is under way. Node waits a minute for connections on which nothing was said yet, which browsers
 * open ahead of need, and as long for those whose last answer was written while it was stopping.
 * @returns what ends them all, each after its answer; to be called when the server begins to stop
 */
export function endableConnections(server: Server): () => void {
  const quiet = new Set<Socket>();
  let stopping = false;
  server.on('connection', (socket: Socket) => {
    if (stopping) socket.destroy();
    else quiet.add(socket);
    socket.once('close', () => quiet.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    quiet.delete(socket);
    response.once('close', () => {
      if (stopping) socket.destroySoon();
      else if (!socket.destroyed) quiet.add(socket);
    });
  });
  return () => {
    stopping = true;
    for (const socket of quiet) socket.destroy();
  };
}
