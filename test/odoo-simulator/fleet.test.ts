import { openControl } from './control';
import { startFleet, type Fleet } from './fleet';
import { request, rpc, sendRaw } from './raw-client';
import { OdooSimulator } from './simulator';

let fleet: Fleet;
afterEach(() => fleet.stop());

function portOf(url: string | undefined): number {
  return Number(new URL(url ?? '').port);
}

describe('a fleet on many ports', () => {
  it('gives each server an address, databases and a mode of its own', async () => {
    fleet = await startFleet({ servers: 5, version: '17.0' });
    expect(new Set(fleet.urls).size).toBe(5);
    await fleet.set(2, { mode: 'http-error' });
    const statuses = await Promise.all(fleet.urls.map((url) => sendRaw(portOf(url), rpc('common', 'version'))));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 500, 200, 200]);
    fleet.at(0).databases.add('only_here');
    expect(fleet.at(1).databases.has('only_here')).toBe(false);
    expect(fleet.totals()).toEqual({ received: 5, openNow: 0, maxOpen: 1, overlaps: 0 });
  });

  it('takes ports one after the other from the first', async () => {
    const probe = await OdooSimulator.start();
    const basePort = probe.port;
    await probe.stop();
    fleet = await startFleet({ servers: 1, basePort });
    expect(fleet.urls).toEqual([`http://127.0.0.1:${String(basePort)}`]);
  });

  it('stops what it has started when a port is taken', async () => {
    fleet = await startFleet({ servers: 1 });
    await expect(startFleet({ servers: 1, basePort: portOf(fleet.urls[0]) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});

describe('a fleet on one port', () => {
  beforeEach(async () => {
    fleet = await startFleet({ servers: 3, onePort: true });
  });

  it('tells servers apart by their path, beyond the number announced', async () => {
    const port = portOf(fleet.urls[0]);
    expect(fleet.urls[2]).toBe(`http://127.0.0.1:${String(port)}/s/2`);
    await fleet.set(20_000, { version: '19.0' });
    expect((await sendRaw(port, rpc('db', 'server_version', [], '/s/2/jsonrpc'))).body).toContain('"16.0"');
    expect((await sendRaw(port, rpc('db', 'server_version', [], '/s/20000/jsonrpc'))).body).toContain('"19.0"');
    expect(fleet.at(2).requests).toMatchObject([{ path: '/jsonrpc', service: 'db', rpc: 'server_version' }]);
    expect((await sendRaw(port, request('GET', '/elsewhere'))).status).toBe(404);
  });

  it('changes all servers, those not yet asked too, and resets where a port would refuse', async () => {
    const port = portOf(fleet.urls[0]);
    expect((await sendRaw(port, request('GET', '/s/0/web/health'))).status).toBe(200);
    await fleet.setAll({ mode: 'refusing' });
    expect((await sendRaw(port, request('GET', '/s/0/web/health'))).error).toBe('ECONNRESET');
    expect((await sendRaw(port, request('GET', '/s/1/web/health'))).error).toBe('ECONNRESET');
  });
});

describe('the control port', () => {
  it('switches one server or all, lists them, and names what is wrong', async () => {
    fleet = await startFleet({ servers: 2 });
    const control = await openControl(fleet, 0);
    const post = async (body: string): Promise<unknown> => (await fetch(control.url, { method: 'POST', body })).json();
    await post('{"delayMs": 1}');
    expect(fleet.at(0).behaviour.delayMs).toBe(1);
    expect(await post('{"server": 1, "mode": "refusing"}')).toMatchObject({
      servers: [{ mode: 'ok' }, { mode: 'refusing' }],
    });
    expect((await sendRaw(portOf(fleet.urls[1]), '')).error).toBe('ECONNREFUSED');
    expect(await post('{"mode": "nope"}')).toMatchObject({
      error: expect.stringContaining('mode is one of') as string,
    });
    expect(await post('{"server": 2}')).toMatchObject({ error: 'server is a number from 0 to 1.' });
    expect(await post('{"databases": "x"}')).toMatchObject({ error: expect.stringContaining('databases') as string });
    expect(await (await fetch(control.url)).json()).toMatchObject({ totals: { received: 0 } });
    await control.stop();
  });
});
