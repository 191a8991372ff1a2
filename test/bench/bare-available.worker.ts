import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { SELECT_SERVER_ROW } from '../../src/servers/servers.queries';
import { reportUsage } from './usage';

const TEXT = `${SELECT_SERVER_ROW} WHERE s.placement_refusal IS NULL AND s.available_capacity >= $1
  ORDER BY s.available_capacity DESC, s.free_slots DESC, s.sequence, s.code LIMIT 1`;

/** The same read with nothing around it: no login, no checks, no log. */
const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });
const server = createServer((_request, response) => {
  void pool.query({ name: 'available', text: TEXT, values: [20] }).then(({ rows }) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(rows[0]));
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ ready: `http://127.0.0.1:${String(port)}/` });
});
reportUsage();
process.on('SIGTERM', () => process.exit(0));
