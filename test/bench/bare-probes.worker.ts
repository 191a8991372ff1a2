import { request } from 'node:http';
import { reportUsage } from './usage';

const AT_ONCE = 200;
const url = process.env['BENCH_URL'] ?? '';
const servers = Number(process.env['BENCH_SERVERS']);
const VERSION = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'call',
  params: { service: 'common', method: 'version', args: [] },
});
const EXIST = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'call',
  params: { service: 'db', method: 'db_exist', args: ['postgres'] },
});

function post(server: number, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}/s/${String(server)}/jsonrpc`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    call.on('error', reject).on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => {
        resolve(JSON.parse(text));
      });
    });
    call.end(body);
  });
}

let next = 0;
async function loop(): Promise<never> {
  for (;;) {
    const server = (next++ % servers) + 1;
    await post(server, VERSION);
    await post(server, EXIST);
  }
}

/** The least anybody can do: the two requests of a probe, their JSON read, nothing judged, nothing kept. */
for (let n = 0; n < AT_ONCE; n++) void loop();
reportUsage();
process.send?.({ ready: null });
process.on('SIGTERM', () => process.exit(0));
