import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { OdooSimulator, simulatorCa, type Certificate } from './simulator';

const DAY_MS = 86_400_000;
let odoo: OdooSimulator;
afterEach(() => odoo.stop());

/** The status of a GET that trusts our authority, or the code of its failure. */
async function get(agent?: Agent): Promise<number | string | undefined> {
  const sent = request(`${odoo.url}/web/health`, { ca: await simulatorCa(), agent }).end();
  return new Promise((resolve) => {
    sent.on('response', (answer) => {
      answer.resume().on('end', () => {
        resolve(answer.statusCode);
      });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code);
    });
  });
}

async function daysLeft(): Promise<number> {
  const socket = connect({ port: odoo.port, host: '127.0.0.1', ca: await simulatorCa() });
  await once(socket, 'secureConnect');
  const { valid_to: end } = socket.getPeerCertificate() as DetailedPeerCertificate;
  socket.destroy();
  return (Date.parse(end) - Date.now()) / DAY_MS;
}

it.each<[Certificate, number | string]>([
  ['valid', 200],
  ['soon', 200],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('shows a certificate that is %s', async (tls, outcome) => {
  odoo = await OdooSimulator.start({ tls });
  expect(odoo.url).toBe(`https://127.0.0.1:${String(odoo.port)}`);
  expect(await get()).toBe(outcome);
});

it('ends a good certificate after 21 days and a soon ending one before', async () => {
  odoo = await OdooSimulator.start({ tls: 'valid' });
  expect(await daysLeft()).toBeGreaterThan(300);
  await odoo.stop();
  odoo = await OdooSimulator.start({ tls: 'soon' });
  const left = await daysLeft();
  expect(left).toBeGreaterThan(9);
  expect(left).toBeLessThan(21);
});

it('resumes the TLS session of a client that comes back', async () => {
  odoo = await OdooSimulator.start({ tls: 'valid' });
  const agent = new Agent({ keepAlive: false });
  expect(await get(agent)).toBe(200);
  const again = request(`${odoo.url}/web/health`, { ca: await simulatorCa(), agent }).end();
  const [answer] = (await once(again, 'response')) as [{ resume(): void; socket: { isSessionReused(): boolean } }];
  expect(answer.socket.isSessionReused()).toBe(true);
  answer.resume();
});

it('resets and hangs behind TLS too', async () => {
  odoo = await OdooSimulator.start({ tls: 'valid', mode: 'reset' });
  expect(await get()).toBe('ECONNRESET');
  await odoo.set({ mode: 'hanging' });
  const pending = get();
  while (odoo.openNow === 0) await new Promise((resolve) => setImmediate(resolve));
  await odoo.set({ mode: 'ok' });
  expect(await pending).toBe(200);
});

it('speaks no HTTP on its HTTPS port', async () => {
  odoo = await OdooSimulator.start({ tls: 'valid' });
  await expect(fetch(odoo.url.replace('https', 'http'))).rejects.toThrow('fetch failed');
});

it('says that openssl is missing where it is', async () => {
  odoo = await OdooSimulator.start();
  const path = process.env['PATH'];
  jest.resetModules();
  process.env['PATH'] = '/nowhere';
  try {
    const fresh = jest.requireActual<typeof import('./simulator')>('./simulator');
    await expect(fresh.OdooSimulator.start({ tls: 'valid' })).rejects.toThrow('need the openssl command');
  } finally {
    process.env['PATH'] = path;
  }
});
