import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { simulatorCa } from './certificates';
import { checked, openControl } from './control';
import { startFleet, type FleetOptions } from './fleet';
import { CERTIFICATES, MODES, VERSIONS, type Certificate } from './options';

const USAGE = `Simulated Odoo servers

  --servers N          how many (1)
  --port N             the first one's port, the others follow; 0 takes free ones (8069)
  --host ADDRESS       where they listen (127.0.0.1)
  --one-port           all on one port, as /s/0, /s/1 ...
  --version V          ${VERSIONS.join(' ')} (16.0)
  --mode M             ${MODES.join(' ')} (ok)
  --delay MS           wait before each answer
  --master-password P  (master)
  --databases a,b      (std_full,template_base)
  --prefork            answer HTTP/1.0
  --keep-alive         keep connections open, as nginx in front does
  --tls KIND           ${CERTIFICATES.join(' ')}; needs openssl
  --ca-file PATH       with --tls: write the authority to trust there
  --control-port N     0 takes a free one (0)

While it runs: curl -d '{"server":3,"mode":"hanging"}' CONTROL (without "server": all), curl CONTROL lists them.
`;

const FLAGS = {
  servers: { type: 'string', default: '1' },
  port: { type: 'string', default: '8069' },
  host: { type: 'string' },
  'one-port': { type: 'boolean' },
  version: { type: 'string' },
  mode: { type: 'string' },
  delay: { type: 'string' },
  'master-password': { type: 'string' },
  databases: { type: 'string' },
  prefork: { type: 'boolean' },
  'keep-alive': { type: 'boolean' },
  tls: { type: 'string' },
  'ca-file': { type: 'string' },
  'control-port': { type: 'string', default: '0' },
  help: { type: 'boolean' },
} as const;

type Flags = ReturnType<typeof parseArgs<{ options: typeof FLAGS }>>['values'];

async function main(): Promise<void> {
  const { values: flags } = parseArgs({ options: FLAGS });
  if (flags.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const fleet = await startFleet(fleetOptions(flags));
  const control = await openControl(fleet, whole('control-port', flags['control-port']));
  if (flags['ca-file'] !== undefined) await writeFile(flags['ca-file'], await simulatorCa());
  process.stdout.write(`${fleet.urls.join('\n')}\nControl: ${control.url}\n`);
  await stopSignal();
  await Promise.all([fleet.stop(), control.stop()]);
}

function fleetOptions(flags: Flags): FleetOptions {
  const behaviour = {
    version: flags.version,
    mode: flags.mode,
    delayMs: flags.delay === undefined ? undefined : whole('delay', flags.delay),
    masterPassword: flags['master-password'],
    databases: flags.databases?.split(',').filter((name) => name !== ''),
    threaded: flags.prefork === undefined ? undefined : false,
    keepAlive: flags['keep-alive'],
    // Nothing reads the log from outside, and it would grow for as long as this runs.
    log: false,
  };
  return {
    ...checked(Object.fromEntries(Object.entries(behaviour).filter(([, value]) => value !== undefined))),
    servers: whole('servers', flags.servers),
    basePort: whole('port', flags.port),
    host: flags.host,
    onePort: flags['one-port'],
    tls: certificate(flags.tls),
  };
}

function certificate(name: string | undefined): Certificate | undefined {
  if (name === undefined) return undefined;
  const known = CERTIFICATES.find((kind) => kind === name);
  if (known === undefined) throw new Error(`--tls is one of ${CERTIFICATES.join(', ')}.`);
  return known;
}

function whole(flag: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${flag} is a whole number.`);
  return Number(text);
}

/** Later signals find the same handlers, so a second Ctrl-C does not cut the stop short. */
function stopSignal(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, resolve);
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
