import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Servers that answer the two requests of a probe as Odoo 16 does, as cheaply as can be: the bench measures who asks. */
const VERSION =
  '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16, 0, 0, "final", 0, ""], "server_serie": "16.0", "protocol_version": 1}}';
const LIST = '{"jsonrpc": "2.0", "id": 1, "result": ["std_full"]}';
const delay = Number(process.env['BENCH_DELAY']);
let received = 0;
let hanging = false;

const server = createServer((request, response) => {
  if (request.url === '/_totals') {
    response.end(String(received));
    return;
  }
  if (request.url === '/_hang') {
    hanging = true;
    response.end();
    return;
  }
  received++;
  if (hanging) return;
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    setTimeout(() => {
      const answer = body.includes('"version"') ? VERSION : LIST;
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
        connection: 'close',
      });
      response.end(answer);
    }, delay);
  });
});
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send?.({ ready: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` });
});
process.on('SIGTERM', () => process.exit(0));
