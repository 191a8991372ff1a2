import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { reportUsage } from './usage';

/** The least that tells 500 readers of a change: LISTEN, one read of the row, one text written to each. */
async function main(): Promise<void> {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  const ear = new Client({ connectionString: process.env['DATABASE_URL'] });
  await Promise.all([client.connect(), ear.connect()]);
  const open = new Set<ServerResponse>();
  ear.on('notification', ({ payload = '' }) => {
    void client.query('SELECT * FROM servers WHERE id = $1', [payload.split(':')[1]]).then(({ rows }) => {
      const text = `event: server\ndata: ${JSON.stringify(rows[0])}\n\n`;
      for (const response of open) response.write(text);
    });
  });
  await ear.query('LISTEN amiral_change');
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    open.add(response);
  });
  server.listen(0, '127.0.0.1', () => {
    reportUsage();
    process.send?.({ ready: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` });
  });
  process.on('SIGTERM', () => process.exit(0));
}

void main();
