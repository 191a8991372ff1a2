import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { createApp } from '../../src/app';
import { createLog } from '../../src/common/logging';
import { Stopping } from '../../src/common/stopping';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, startApp } from '../support/app';
import { startGate } from '../support/gate';

/** Node itself would wait in both cases for longer than a test may last. */
describe('starting and stopping', () => {
  let fleet: Fleet | undefined;

  afterEach(() => fleet?.stop());

  it('does not wait for those who have connected and say nothing, as browsers do ahead of need', async () => {
    const amiral = await startApp();
    const { port, hostname } = new URL(amiral.url);
    const silent = connect(Number(port), hostname);
    const closed = once(silent, 'close');
    await once(silent, 'connect');
    await Promise.all([amiral.stop(), closed]);
    expect(silent.destroyed).toBe(true);
  });

  it('finishes what is under way, and then does not wait for more on the same connection', async () => {
    const amiral = await startApp();
    const agent = new Agent({ keepAlive: true });
    const holder = amiral.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE plans IN ACCESS EXCLUSIVE MODE');
    const headers = { authorization: `Bearer ${await amiral.token('user')}` };
    const asked = get(`${amiral.url}/api/v1/plans`, { agent, headers });
    const answered = once(asked, 'response') as Promise<[{ statusCode: number; resume(): void }]>;
    await once(amiral.app.getHttpServer(), 'request');
    const stopped = amiral.stop();
    await holder.rollbackTransaction();
    await holder.release();
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    await stopped;
    agent.destroy();
  });

  it('cuts off what does not end in time, and tells what that was', async () => {
    fleet = await startFleet({ servers: 1, log: false });
    const amiral = await startApp({ health: { timeoutMs: 60_000, intervalMs: 60_000 } });
    const given = { name: 'Hangs', code: 'hangs', serverUrl: fleet.urls[0] };
    const { body } = await amiral.call('POST', '/servers', { as: 'admin', body: given });
    await amiral.call('POST', `/servers/${String(body.id)}/activate`, { as: 'admin' });
    await fleet.set(0, { mode: 'hanging' });
    const hanging = fleet.at(0);
    const calls = hanging.received;
    const asked = amiral.call('POST', `/servers/${String(body.id)}/check-health`, { as: 'admin' }).catch(() => null);
    await eventually(
      () => Promise.resolve(hanging.received),
      (now) => now > calls,
    );
    const { port, hostname } = new URL(amiral.url);
    const slow = connect(Number(port), hostname);
    slow.on('error', () => undefined);
    slow.write(
      'POST /api/v1/auth/login?x=secret HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    await once(amiral.app.getHttpServer(), 'request');
    const stopping = amiral.app.get(Stopping);
    stopping.graceMs = 500;
    await amiral.stop();
    await asked;
    expect(stopping.cutOff).toEqual([
      'calls to servers',
      `POST /api/v1/servers/${String(body.id)}/check-health`,
      'POST /api/v1/auth/login',
    ]);
  });

  it('waits no longer than that for a database that says nothing', async () => {
    const other = await startApp();
    const gate = await startGate(other.databaseUrl);
    const amiral = await startApp({ beside: { ...other, databaseUrl: gate.url } });
    const stopping = amiral.app.get(Stopping);
    stopping.graceMs = 500;
    gate.forget();
    const closed = amiral.app.close();
    await eventually(
      () => Promise.resolve(stopping.cutOff),
      (cut) => cut.includes('handing the fleet over'),
    );
    await gate.shut();
    await closed;
    await other.stop();
  });

  it('does not serve before it is told to, but says that it lives', async () => {
    const other = await startApp();
    let ready = false;
    const app = await createApp(other.config, createLog('fatal'), () => ready);
    await app.listen(0, '127.0.0.1');
    const url = await app.getUrl();
    const shut = await fetch(`${url}/health/ready`);
    expect([shut.status, ((await shut.json()) as { code: string }).code, shut.headers.get('retry-after')]).toEqual([
      503,
      'starting',
      '2',
    ]);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/`)).status).toBe(503);
    ready = true;
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await app.close();
    await other.stop();
  });
});
