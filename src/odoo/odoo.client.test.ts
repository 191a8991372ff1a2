import 'reflect-metadata';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Config, readConfig } from '../common/config';
import { ProblemFacts } from '../common/problem-facts';
import { NOTHING_KNOWN, OdooClient } from './odoo.client';
import { OdooModule } from './odoo.module';

type Reply = { status?: number; body: string } | undefined;

const VERSION =
  '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16, 0, 0, "final", 0, ""]}}';
const result = (value: unknown): Reply => ({ body: JSON.stringify({ jsonrpc: '2.0', id: 1, result: value }) });
const error = (name: string, message = ''): Reply => ({
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: 200, data: { name, message } } }),
});
const DENIED = error('odoo.exceptions.AccessDenied', 'Access Denied');
const PG_DOWN = error('psycopg2.OperationalError', 'Connection refused');
const GONE = { status: 404, body: '<html>404</html>' };
const PASSWORD = 'correct horse';

let app: INestApplicationContext;
let client: OdooClient;
const servers: http.Server[] = [];

@Module({})
class Root {}

/** The module as the application loads it, with these settings. */
function start(env: NodeJS.ProcessEnv): Promise<INestApplicationContext> {
  const settings = { provide: Config, useValue: readConfig(env) };
  const root: DynamicModule = {
    module: Root,
    global: true,
    imports: [OdooModule],
    providers: [settings, ProblemFacts],
    exports: [Config, ProblemFacts],
  };
  return NestFactory.createApplicationContext(root, { logger: false });
}

beforeAll(async () => {
  app = await start({});
  client = app.get(OdooClient);
});

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

afterAll(() => app.close());

/** Answers by RPC method and arguments, or by path; what is asked for and not there is never answered. */
async function serve(answerTo: (what: string, args: unknown[]) => Reply): Promise<{ url: string; tlsCa: null }> {
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const isRpc = request.url === '/jsonrpc';
      const { params } = (isRpc ? JSON.parse(body) : { params: {} }) as {
        params: { method?: string; args?: unknown[] };
      };
      const reply = answerTo(params.method ?? request.url ?? '', params.args ?? []);
      if (reply) response.writeHead(reply.status ?? 200, { Connection: 'close' }).end(reply.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, tlsCa: null };
}

describe('testing a connection', () => {
  const options = {
    timeoutMs: 5_000,
    known: NOTHING_KNOWN,
    advice: 'stored-password',
    masterPassword: PASSWORD,
  } as const;
  const odoo = (listCountries: Reply, others: Record<string, Reply> = {}) =>
    serve(
      (what) =>
        ({ version: { body: VERSION }, db_exist: result(true), list_countries: listCountries, ...others })[what] ??
        GONE,
    );

  it('passes every check of a good server with the right master password', async () => {
    const report = await client.testConnection(await odoo(result([['af', 'Afghanistan']])), options);
    expect(report).toMatchObject({ ok: true, protocol: 'jsonrpc', odooVersion: '16.0', reason: null });
    expect(report.responseTimeMs).toBe(report.outcome.responseTimeMs);
    expect(report.checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['reachable', true],
      ['version', true],
      ['certificate', null],
      ['database', true],
      ['master-password', true],
    ]);
  });

  it('says that a master password is wrong without failing the whole or showing it', async () => {
    const report = await client.testConnection(await odoo(DENIED), options);
    expect([report.ok, report.checks.at(-1)?.ok]).toEqual([true, false]);
    expect(JSON.stringify(report)).not.toContain(PASSWORD);
  });

  it.each([
    ['none is stored', { masterPassword: null }, DENIED],
    ['the service is gone', {}, error('builtins.KeyError', 'db')],
    ['the check is not answered', { timeoutMs: 300 }, undefined],
  ])('makes no judgement of the master password when %s', async (_, changes, reply) => {
    const report = await client.testConnection(
      await serve((what) => ({ version: { body: VERSION }, db_exist: result(true), list_countries: reply })[what]),
      { ...options, ...changes },
    );
    expect([report.ok, report.checks.at(-1)?.ok]).toEqual([true, null]);
  });

  it('asks no server for its master password that is not an Odoo', async () => {
    const asked: string[] = [];
    const target = await serve((what) => {
      asked.push(what);
      return GONE;
    });
    const report = await client.testConnection(target, options);
    expect(report).toMatchObject({ ok: false, reason: 'not-odoo' });
    expect(report.checks.map(({ ok }) => ok)).toEqual([true, false, null, null, null]);
    expect(report.checks.at(-1)?.detail).toBe('Not checked: the server was not reached.');
    expect(asked).not.toContain('list_countries');
  });

  it('fails when the database is down', async () => {
    const report = await client.testConnection(
      await odoo(result([]), { db_exist: result(false), list: PG_DOWN }),
      options,
    );
    expect(report).toMatchObject({ ok: false, reason: 'database-down' });
    expect(report.checks.find(({ name }) => name === 'database')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('Connection refused') as string,
    });
  });
});

describe('the client', () => {
  it('follows EGRESS_DENY and never rejects a probe', async () => {
    const guarded = await start({ EGRESS_DENY: '127.0.0.0/8' });
    const target = await serve(() => ({ body: VERSION }));
    const outcome = await guarded.get(OdooClient).probe(target, { timeoutMs: 1_000, known: NOTHING_KNOWN });
    expect(outcome.reason).toBe('address-denied');
    const refused = guarded.get(OdooClient).findDatabase(target, 'acme', { timeoutMs: 1_000 });
    await expect(refused).rejects.toMatchObject({ facts: { reason: 'address-denied' } });
    await guarded.close();
  });
});
