import { Agent, get } from 'node:http';

const url = process.env['BENCH_URL'] ?? '';
const readers = Number(process.env['BENCH_READERS']);
const token = process.env['BENCH_TOKEN'] ?? '';
const agent = new Agent({ maxSockets: Infinity });

/** What was told of each version of the one server that changes: by how many readers, and when the last of them heard. */
const heard = new Map<number, { count: number; last: number }>();
let events = 0;

function hear(text: string): void {
  for (const [, version] of text.matchAll(/"version":(\d+)/g)) {
    events++;
    const known = heard.get(Number(version)) ?? { count: 0, last: 0 };
    heard.set(Number(version), { count: known.count + 1, last: Date.now() });
  }
}

/** Follows; what is cut between two events is put together again. */
function follow(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let rest = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        const end = chunk.lastIndexOf('\n\n');
        if (end === -1) rest += chunk;
        else {
          hear(rest + chunk.slice(0, end));
          rest = chunk.slice(end);
        }
      });
      resolve();
    }).on('error', reject);
  });
}

process.on('message', (message) => {
  if (message === 'heard') process.send?.({ heard: [...heard], events });
});
process.on('SIGTERM', () => process.exit(0));
void Promise.all(Array.from({ length: readers }, follow)).then(() => process.send?.({ ready: null }));
