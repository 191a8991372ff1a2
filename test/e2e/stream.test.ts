import { connect } from 'node:net';
import { ROLES } from '../../src/auth/ability';
import { Listener } from '../../src/database/listener';
import { Stream } from '../../src/stream/stream';
import { type Fleet, startFleet } from '../odoo-simulator/fleet';
import { eventually, PASSWORD, startApp, type TestApp } from '../support/app';
import { follow, type OpenStream } from '../support/stream';

describe('the stream of what changes', () => {
  let amiral: TestApp;
  let other: TestApp;
  let fleet: Fleet;
  let serial = 0;
  const streams: OpenStream[] = [];

  beforeAll(async () => {
    fleet = await startFleet({ servers: 1, log: false });
    amiral = await startApp();
    other = await startApp({ beside: amiral });
  });
  afterEach(() => {
    for (const stream of streams.splice(0)) stream.close();
  });
  afterAll(async () => {
    await other.stop();
    await amiral.stop();
    await fleet.stop();
  });

  const soon = <T>(read: () => T, is: (value: T) => boolean) => eventually(() => Promise.resolve(read()), is);
  const open = async (token: string, search?: string, last?: string, app = amiral) => {
    const stream = await follow(app.url, token, search, last);
    streams.push(stream);
    if (stream.status === 200)
      await soon(
        () => stream.events,
        (events) => events.length > 0,
      );
    return stream;
  };
  const enter = async (url = `http://stream-${String(++serial)}.example.com`) => {
    const code = `stream-${String(++serial)}`;
    const { body } = await amiral.call('POST', '/servers', { as: 'admin', body: { name: code, code, serverUrl: url } });
    return body.id as string;
  };
  const cordon = (id: string, app = amiral) => app.call('POST', `/servers/${id}/cordon`, { as: 'manager' });
  /** What was told of a server until it was told what is waited for. */
  const told = async (stream: OpenStream, id: string, is: (data: Record<string, unknown>) => boolean) => {
    const of = () => stream.events.filter(({ event, data }) => event === 'server' && data.id === id);
    const events = await soon(of, (found) => found.some(({ data }) => is(data)));
    return events.at(-1)?.data as Record<string, unknown>;
  };
  const logIn = async (email = 'manager@example.com') => {
    const { body } = await amiral.call('POST', '/auth/login', { body: { email, password: PASSWORD } });
    return body.accessToken as string;
  };

  it('tells each role what it may see of a server and do with it, as the reading route does', async () => {
    const id = await enter();
    for (const role of ROLES) {
      const stream = await open(await amiral.token(role));
      expect(stream.headers.get('content-type')).toBe('text/event-stream');
      expect(stream.headers.get('cache-control')).toBe('no-store');
      expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
      await amiral.call('PATCH', `/servers/${id}`, { as: 'admin', body: { name: role, dbPassword: 'kept-to-itself' } });
      const seen = await told(stream, id, ({ name }) => name === role);
      expect(seen).toEqual((await amiral.call('GET', `/servers/${id}`, { as: role })).body);
      expect(JSON.stringify(stream.events)).not.toContain('kept-to-itself');
    }
  });

  it('tells what another process has changed, and what is gone', async () => {
    const id = await enter();
    const stream = await open(await amiral.token('user'), '', undefined, other);
    await cordon(id);
    await told(stream, id, ({ cordoned }) => cordoned === true);
    await amiral.call('DELETE', `/servers/${id}`, { as: 'admin' });
    expect(await told(stream, id, ({ deleted }) => deleted === true)).toEqual({ id, deleted: true });
  });

  it('tells what the monitor has found', async () => {
    const id = await enter(fleet.urls[0]);
    const stream = await open(await amiral.token('user'), `?watch=${id}`);
    expect((await amiral.call('POST', `/servers/${id}/activate`, { as: 'manager' })).status).toBe(200);
    await told(stream, id, ({ state }) => state === 'active');
    const probes = await soon(
      () => stream.events.filter(({ event }) => event === 'probe'),
      (found) => found.length > 0,
    );
    expect(probes[0]?.data).toMatchObject({ id, isOnline: true, lastError: null });
    await fleet.set(0, { mode: 'refusing' });
    await told(stream, id, ({ state }) => state === 'offline');
    await fleet.set(0, { mode: 'ok' });
    await told(stream, id, ({ state }) => state === 'active');
  });

  it('goes on after a gap with what came meanwhile', async () => {
    const [id, untouched] = [await enter(), await enter()];
    const before = await open(await amiral.token('user'));
    await cordon(id);
    await told(before, id, ({ cordoned }) => cordoned === true);
    const last = before.events.findLast((event) => event.id !== undefined)?.id;
    before.close();
    await amiral.call('POST', `/servers/${id}/uncordon`, { as: 'manager' });
    // As if all that was entered before had been long ago.
    await amiral.dataSource.query(`UPDATE changes SET at = at - interval '5 minutes' WHERE subject_id = $1`, [
      untouched,
    ]);
    const after = await open(await amiral.token('user'), '', last, other);
    await told(after, id, ({ cordoned }) => cordoned === false);
    expect(after.events.filter(({ data }) => data.id === untouched)).toEqual([]);
  });

  it.each(['1', 'never-ours', '99'])('says when a gap is too long to be told: %s', async (last) => {
    const stream = await open(await amiral.token('user'), '', last);
    await soon(
      () => stream.events,
      (events) => events.some(({ event }) => event === 'reset'),
    );
  });

  it('says to read everything again when more changes than anybody looks at', async () => {
    const stream = await open(await amiral.token('user'));
    await amiral.dataSource.query(`INSERT INTO servers (id, name, code, server_url)
      SELECT gen_random_uuid(), 'bulk', 'bulk-' || n, 'http://bulk-' || n FROM generate_series(1, 5000) n`);
    await soon(
      () => stream.events,
      (events) => events.some(({ event }) => event === 'reset'),
    );
  });

  it('tells what came while the process could not hear the database', async () => {
    const id = await enter();
    const stream = await open(await amiral.token('user'));
    await amiral.dataSource.query('TRUNCATE changes');
    await amiral.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'amiral listener' AND datname = current_database()`,
    );
    await soon(
      () => amiral.app.get(Listener).isUp,
      (isUp) => !isUp,
    );
    await amiral.dataSource.query('UPDATE servers SET cordoned = true WHERE id = $1', [id]);
    await told(stream, id, ({ cordoned }) => cordoned === true);
  });

  it('needs a login, and ends with the session in every process', async () => {
    expect((await follow(amiral.url, 'no-token')).status).toBe(401);
    const token = await logIn();
    const here = await open(token);
    const there = await open(token, '', undefined, other);
    await amiral.call('POST', '/auth/logout', { token });
    for (const stream of [here, there])
      await soon(
        () => stream.ended(),
        (ended) => ended,
      );
  });

  it('ends when the role is another, so that nobody goes on with rights they have lost', async () => {
    const email = 'changing@example.com';
    const body = { email, name: 'Changing', role: 'manager', password: PASSWORD };
    const { id } = (await amiral.call('POST', '/users', { as: 'admin', body })).body as { id: string };
    const stream = await open(await logIn(email));
    await amiral.call('PATCH', `/users/${id}`, { as: 'admin', body: { role: 'user' } });
    await soon(
      () => stream.ended(),
      (ended) => ended,
    );
  });

  it('refuses to watch what is not an id', async () => {
    expect((await follow(amiral.url, await amiral.token('user'), '?watch=all')).status).toBe(422);
  });

  it('lets go of a reader who does not read, and goes on for the others', async () => {
    const [good, stream] = [await open(await amiral.token('user')), amiral.app.get(Stream)];
    const { port, hostname } = new URL(amiral.url);
    const lazy = connect(Number(port), hostname);
    let closed = false;
    lazy.on('close', () => {
      closed = true;
    });
    lazy.on('error', () => undefined);
    const token = await amiral.token('user');
    lazy.write(`GET /api/v1/stream HTTP/1.1\r\nHost: amiral\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    lazy.pause();
    await soon(
      () => stream.readers.size,
      (size) => size === 2,
    );
    const much = 'x'.repeat(100_000);
    let sent = 0;
    while (stream.readers.size > 1) {
      stream.send('much', much);
      expect(++sent).toBeLessThan(1_000);
      await soon(
        () => good.events.filter(({ event }) => event === 'much').length,
        (count) => count === sent,
      );
    }
    expect(good.ended()).toBe(false);
    lazy.resume();
    await soon(
      () => closed,
      (over) => over,
    );
  });

  it('is open fifty times to one person at once, and to others still, until one of them ends', async () => {
    const [user, manager] = [await amiral.token('user'), await amiral.token('manager')];
    for (let n = 0; n < 50; n++) expect((await open(user)).status).toBe(200);
    const refused = await amiral.call('GET', '/stream', { token: user });
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-streams']);
    expect((await open(manager)).status).toBe(200);
    streams[0]?.close();
    const { readers } = amiral.app.get(Stream);
    await soon(
      () => readers.size,
      (size) => size === 50,
    );
    expect((await open(user)).status).toBe(200);
  });

  it('ends with the process', async () => {
    const third = await startApp({ beside: amiral });
    const stream = await open(await amiral.token('user'), '', undefined, third);
    await third.stop();
    expect(stream.ended()).toBe(true);
  });
});
