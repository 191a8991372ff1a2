import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = 'prometheus-blackbox-exporter';
const AT_ONCE = 100;
/** Of the kernel's clock, in which /proc counts. */
const TICKS_PER_SECOND = 100;

const MODULE = `modules:
  odoo:
    prober: http
    timeout: 10s
    http:
      method: POST
      headers:
        Content-Type: application/json
      body: '{"jsonrpc":"2.0","id":1,"method":"call","params":{"service":"common","method":"version","args":[]}}'
      fail_if_body_not_matches_regexp: ['server_version']
`;

/** The exporter, driven as hard as it goes. */
export interface Blackbox {
  /** CPU it has used since it began, in µs. */
  cpu(): number;
  stop(): Promise<void>;
}

/**
 * Starts Debian's prometheus-blackbox-exporter and has it probe so many servers below a prefix, one after the other, many at once.
 * @returns null when it is not installed
 */
export async function startBlackbox(prefix: string, servers: number): Promise<Blackbox | null> {
  const folder = await mkdtemp(join(tmpdir(), 'amiral-blackbox-'));
  const config = join(folder, 'blackbox.yml');
  await writeFile(config, MODULE);
  const port = await freePort();
  const options = [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${String(port)}`, '--log.level=error'];
  const child = spawn(BINARY, options, { stdio: 'ignore' });
  const isThere = await Promise.race([once(child, 'spawn').then(() => true), once(child, 'error').then(() => false)]);
  if (!isThere) return null;
  const driver = new Driver(`http://127.0.0.1:${String(port)}`, prefix, servers);
  await driver.start();
  const stop = async () => {
    driver.stop();
    child.kill('SIGTERM');
    await once(child, 'exit');
    await rm(folder, { recursive: true, force: true });
  };
  return { cpu: () => cpuOf(child), stop };
}

/** Asks for one probe after the other over connections that stay open, so that the exporter's work is the probes. */
class Driver {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  private next = 0;
  private over = false;

  constructor(
    private readonly exporter: string,
    private readonly prefix: string,
    private readonly servers: number,
  ) {}

  async start(): Promise<void> {
    while (!(await this.ask('/-/healthy').catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 50));
    for (let n = 0; n < AT_ONCE; n++) void this.loop();
  }

  stop(): void {
    this.over = true;
    this.agent.destroy();
  }

  private async loop(): Promise<void> {
    while (!this.over) {
      const target = encodeURIComponent(`${this.prefix}${String((this.next++ % this.servers) + 1)}/jsonrpc`);
      await this.ask(`/probe?module=odoo&target=${target}`).catch(() => undefined);
    }
  }

  private ask(path: string): Promise<boolean> {
    return new Promise((resolve, reject) => {
      get(this.exporter + path, { agent: this.agent }, (answer) => {
        answer.resume().on('end', () => {
          resolve(true);
        });
      }).on('error', reject);
    });
  }
}

function cpuOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1e6;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
