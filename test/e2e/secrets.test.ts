import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Channel } from '../../src/channels/channel.entity';
import { reachOf } from '../../src/channels/channel.secrets';
import { dataSourceOptions } from '../../src/database/data-source';
import { KeyRing } from '../../src/database/secrets';
import { rotateSecrets } from '../../src/rotate-secrets';
import { ENTITIES } from '../../src/schema';
import { OdooSimulator } from '../odoo-simulator/simulator';
import { PASSWORD, startApp, type TestApp } from '../support/app';
import { type LoggedApp, startLogged } from '../support/logged';

const SECRETS = { serverPassword: 'ssh-Tr0ub4dor&3', dbPassword: 'pg-Tr0ub4dor&3', masterPassword: 'odoo-Tr0ub4dor&3' };

/** Base64 as it has to be. */
const SIGNING = `whsec_${'Tr0ub4dor3'.repeat(4)}`;

describe('a secret', () => {
  let amiral: TestApp;
  let logged: LoggedApp;
  let odoo: OdooSimulator;
  let entered: Channel[] = [];
  const newest = randomBytes(32).toString('base64');
  const answers: string[] = [];
  let tokens = { accessToken: '', refreshToken: '' };

  /** Calls the process whose log is kept, and keeps every answer. */
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${logged.url}/api/v1${path}`, {
      method,
      headers: {
        ...(tokens.accessToken && { authorization: `Bearer ${tokens.accessToken}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!path.startsWith('/auth/')) answers.push(text, ...[...response.headers].flat());
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };

  beforeAll(async () => {
    amiral = await startApp();
    logged = await startLogged(amiral);
    odoo = await OdooSimulator.start();
    const login = await call('POST', '/auth/login', { email: 'admin@example.com', password: PASSWORD });
    tokens = login.body;
    await doEverything();
    entered = await amiral.dataSource.manager.find(Channel, { order: { id: 'ASC' } });
  });
  afterAll(async () => {
    await odoo.stop();
    await logged.stop();
    await amiral.stop();
  });

  async function doEverythingWithTemplates(sourceServerId: string): Promise<void> {
    const login = { login: 'amiral-template', password: 'template-Tr0ub4dor&3' };
    odoo.seed({ name: 'template_base', users: [{ ...login, system: true }] });
    const template = { name: 'Standard', code: 'standard', templateDb: 'template_base', sourceServerId };
    const { body } = await call('POST', '/templates', template);
    const at = `/templates/${String(body.id)}`;
    for (const given of [{ ...login, login: 'x' }, { ...login, login: 5 }, { ...login, colour: 'Tr0ub4dor' }, login]) {
      await call('PUT', `${at}/service-login`, given);
    }
    await call('PATCH', at, { serviceLogin: login });
    for (const path of [at, '/templates']) await call('GET', path);
  }

  async function doEverythingWithChannels(): Promise<void> {
    const login = { username: 'amiral', password: 'mail-Tr0ub4dor&3' };
    const mail = { host: '127.0.0.1', port: 1, secure: 'none', from: 'a@example.com', to: ['b@example.com'], ...login };
    const channels = {
      webhook: { url: odoo.url, secrets: [SIGNING] },
      slack: { url: `${odoo.url}/services/Tr0ub4dor` },
      teams: { url: `${odoo.url}/workflows?sig=Tr0ub4dor` },
      alertmanager: { url: odoo.url, ...login },
      email: mail,
    };
    for (const [kind, settings] of Object.entries(channels)) {
      const { body } = await call('POST', '/channels', { kind, name: kind, settings });
      const at = `/channels/${String(body.id)}`;
      await call('POST', '/channels', { kind, name: kind, settings });
      await call('PATCH', at, { settings: { ...settings, colour: 'Tr0ub4dor' } });
      await call('PATCH', at, { settings });
      await call('POST', `${at}/test`);
      for (const path of [at, `${at}/deliveries`, '/channels', '/deliveries']) await call('GET', path);
    }
    await call('PATCH', '/channels', { settings: channels.webhook });
  }

  /** Everything that has a secret in its hands, what fails included. */
  async function doEverything(): Promise<void> {
    const server = { name: 'A', code: 'a', serverUrl: odoo.url, ...SECRETS };
    const { body } = await call('POST', '/servers', server);
    const at = `/servers/${String(body.id)}`;
    await call('POST', '/servers', server);
    await call('POST', '/servers', {
      ...server,
      code: 'b',
      serverUrl: `http://x:${SECRETS.serverPassword}@y`,
      dbPassword: 5,
    });
    await call('POST', '/servers', JSON.stringify({ ...server, colour: SECRETS.dbPassword }));
    await call('POST', '/servers', `{"dbPassword": "${SECRETS.dbPassword}", oops`);
    await call('PATCH', at, { ...SECRETS, serverPassword: `${SECRETS.serverPassword}!` });
    await call('PATCH', at, { dbHost: 'elsewhere', dbPassword: SECRETS.dbPassword });
    for (const action of ['test-connection', 'activate', 'check-health', 'cordon', 'maintenance']) {
      await call('POST', `${at}/${action}`, action === 'cordon' ? { reason: 'disk' } : undefined);
    }
    for (const path of ['/servers', at, '/servers/available', '/events', `${at}/events`]) await call('GET', path);
    await doEverythingWithTemplates(String(body.id));
    await doEverythingWithChannels();
    const user = { email: 'lea@example.com', name: 'Léa', role: 'user', password: `${PASSWORD}-lea` };
    const { body: made } = await call('POST', '/users', user);
    await call('PATCH', `/users/${String(made.id)}`, { password: `${PASSWORD}-lea-2` });
    await call('GET', '/users');
    await call('POST', '/auth/login', { email: user.email, password: `${PASSWORD}-wrong` });
    await call('PUT', '/auth/password', { currentPassword: PASSWORD, newPassword: `${PASSWORD}-new` });
    await call('PUT', '/auth/password', { currentPassword: `${PASSWORD}-new`, newPassword: PASSWORD });
    const { body: pair } = await call('POST', '/auth/refresh', { refreshToken: tokens.refreshToken });
    tokens = pair;
    await amiral.dataSource.query('ALTER TABLE servers RENAME COLUMN name TO elsewhere');
    expect((await call('POST', '/servers', { ...server, code: 'c', serverUrl: 'http://c' })).status).toBe(500);
    await amiral.dataSource.query('ALTER TABLE servers RENAME COLUMN elsewhere TO name');
  }

  /** The whole database as text, table by table, and how many characters of each. */
  async function dump(): Promise<Map<string, string>> {
    const tables = await amiral.dataSource.query<{ name: string }[]>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    const found = new Map<string, string>();
    for (const { name } of tables) {
      const rows = await amiral.dataSource.query<{ text: string }[]>(`SELECT to_jsonb(t)::text AS text FROM ${name} t`);
      found.set(name, rows.map(({ text }) => text).join('\n'));
    }
    return found;
  }

  const inClear = () => [/Tr0ub4dor/, new RegExp(PASSWORD)];

  it('is in no answer, whether it was taken or refused', () => {
    const all = answers.join('\n');
    expect(all).toContain('"hasDbPassword":true');
    for (const secret of inClear()) expect(all).not.toMatch(secret);
    expect(all).not.toMatch(/argon2|"v1\./);
  });

  it('is in no line of the log, nor is any token', () => {
    const lines = logged.lines();
    expect(lines.length).toBeGreaterThan(20);
    const text = JSON.stringify(lines);
    for (const secret of [...inClear(), /argon2/, /eyJ/]) expect(text).not.toMatch(secret);
    expect(text).not.toContain(tokens.refreshToken.split('.')[1]);
  });

  it('is nowhere in the database in clear, and in the journal only as changed', async () => {
    const tables = await dump();
    expect([...tables.keys()]).toEqual(expect.arrayContaining(['servers', 'journal', 'users', 'sessions']));
    expect(tables.get('servers')).toMatch(/"db_password": "v1\./);
    expect(tables.get('templates')).toMatch(/"service_access": "v1\./);
    expect(tables.get('channels')).toMatch(/"secrets": "v1\./);
    expect(tables.get('journal')).toContain('(secret)');
    for (const [name, text] of tables) {
      for (const secret of inClear()) expect([name, secret.test(text)]).toEqual([name, false]);
      expect([name, text.includes(tokens.refreshToken)]).toEqual([name, false]);
    }
    expect(tables.get('journal')).not.toMatch(/argon2|v1\./);
  });

  it('is sealed again under a new key by one command, which may be repeated, and changes nothing else', async () => {
    const read = () =>
      amiral.dataSource.query<Record<string, string>[]>(
        'SELECT id, server_password, db_password, master_password, version, updated_at FROM servers ORDER BY code',
      );
    const before = await read();
    const [old = ''] = amiral.config.secretKeys;
    const ring = new KeyRing([newest, old]);
    const dataSource = await new DataSource(dataSourceOptions(amiral.databaseUrl, ENTITIES, [], 2)).initialize();
    await expect(rotateSecrets(dataSource, new KeyRing([randomBytes(32).toString('base64')]))).rejects.toThrow(
      /^No key of SECRET_KEYS opens servers\.serverPassword:.*; add the older key again\.$/,
    );
    expect(await read()).toEqual(before);
    expect(await rotateSecrets(dataSource, ring)).toBe(4 + entered.length);
    expect(await rotateSecrets(dataSource, ring)).toBe(0);
    await dataSource.destroy();
    const [row] = await read();
    const [was] = before;
    expect([row?.['version'], row?.['updated_at']]).toEqual([was?.['version'], was?.['updated_at']]);
    const opened = ring.open(row?.['master_password'] as never, `servers.masterPassword:${String(row?.['id'])}`);
    expect(opened).toBe(SECRETS.masterPassword);
    expect(() =>
      new KeyRing([old]).open(row?.['db_password'] as never, `servers.dbPassword:${String(row?.['id'])}`),
    ).toThrow('No key of SECRET_KEYS opens');
  });

  it('of a channel is then under the new key too, and the channel counts as unedited', async () => {
    const channels = await amiral.dataSource.manager.find(Channel, { order: { id: 'ASC' } });
    const ring = new KeyRing([newest]);
    for (const channel of channels) expect(JSON.stringify(reachOf(channel, ring))).toContain('Tr0ub4dor');
    expect(channels).toHaveLength(5);
    // What fires is told again each minute, now perhaps.
    const resentAt = (nth: number) => channels[nth]?.resentAt;
    expect(channels).toEqual(
      entered.map((channel, nth) => ({ ...channel, secrets: expect.any(String), resentAt: resentAt(nth) })),
    );
  });
});
