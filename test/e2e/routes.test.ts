import type { INestApplicationContext } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { Client } from 'pg';
import { ROLES, type Role } from '../../src/auth/ability';
import { ACCESS, type Access } from '../../src/auth/access';
import { startApp, type TestApp } from '../support/app';
import { type Least, ROUTES } from '../support/routes';
import { keepProbesAway, stopIntervals } from '../support/servers';

const OUR_ROWS = /\b(users|sessions|servers|plans|templates|instances|journal)\b/;
const UNKNOWN_ID = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

/** What Fastify answers to, from its own print-out: one line a route, indented by four below the one it goes on from. */
function routesOf(app: TestApp['app']): string[] {
  const fastify = app.getHttpAdapter().getInstance() as unknown as { printRoutes(options: object): string };
  const above: string[] = [];
  return fastify
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (.*) \((.*)\)$/.exec(line) ?? [];
      const depth = indent.length / 4;
      above.length = depth;
      above[depth] = part;
      return methods ? methods.split(', ').map((method) => `${method} ${above.join('')}`) : [];
    });
}

/** What each handler of ours declares. */
function declarations(app: INestApplicationContext): [string, Access | undefined][] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.flatMap(({ controllers }) => [...controllers.values()].flatMap(({ metatype }) => declared(metatype)));
}

function declared(controller: unknown): [string, Access | undefined][] {
  if (typeof controller !== 'function') return [];
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .map((name) => [name, prototype[name] ?? {}] as const)
    .filter(([, handler]) => Reflect.hasMetadata('path', handler))
    .map(([name, handler]) => {
      const access = [handler, controller].map((target) => Reflect.getMetadata(ACCESS, target) as Access | undefined);
      return [`${controller.name}.${name}`, access[0] ?? access[1]];
    });
}

const may = (role: Role | null, least: Least) =>
  least === 'public' || (role !== null && (least === 'login' || ROLES.indexOf(role) >= ROLES.indexOf(least)));

describe('the routes', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  /** Calls a route on a row that is not there, with a body that fits nothing. */
  const statusOf = async (route: string, role: Role | null, app = amiral, pathId = UNKNOWN_ID) => {
    const [method = '', path = ''] = route.split(' ');
    const authorization = role ? { authorization: `Bearer ${await app.token(role)}` } : undefined;
    const sent = /GET|HEAD/.test(method) ? undefined : { body: '{"nonsense":true}' };
    const json = sent && { 'content-type': 'application/json' };
    const headers = { ...authorization, ...json };
    const over = new AbortController();
    const options = { method, headers, signal: over.signal, ...sent };
    const { status } = await fetch(app.url + path.replace(':id', pathId), options);
    // The stream would go on.
    over.abort();
    return status;
  };

  it('are exactly those of the table, the pages of /docs and the console', () => {
    // Pages and files hold nothing of anybody's: no handler of ours answers them.
    const pages = /^(HEAD |GET \/docs|GET \/(assets\/)?\*?$)/;
    const served = routesOf(amiral.app).filter((route) => !pages.test(route));
    expect(served.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('each declare who may call them', () => {
    const handlers = declarations(amiral.app);
    expect(handlers.filter(([, access]) => access === undefined)).toEqual([]);
    expect(handlers.length).toBe(Object.keys(ROUTES).length);
  });

  // Logging out comes last: it ends the sessions the other calls are made with.
  const inOrder = Object.entries(ROUTES).sort(
    ([a], [b]) => Number(a.endsWith('/logout')) - Number(b.endsWith('/logout')),
  );

  it.each(inOrder)('let %s in for: %s', async (route, least) => {
    for (const role of [null, ...ROLES]) {
      const status = await statusOf(route, role);
      const who = role ?? 'nobody';
      if (!may(role, least)) expect([who, status]).toEqual([who, role === null ? 401 : 403]);
      else expect([who, [401, 403, 500].includes(status)]).toEqual([who, false]);
    }
  });

  it('ask the same of HEAD as of GET', async () => {
    const fresh = await startApp();
    for (const route of routesOf(fresh.app).filter((served) => served.startsWith('HEAD /api/'))) {
      const least = ROUTES[route.replace('HEAD', 'GET')] ?? 'admin';
      expect([route, await statusOf(route, null, fresh)]).toEqual([route, 401]);
      if (least === 'admin') expect([route, await statusOf(route, 'manager', fresh)]).toEqual([route, 403]);
    }
    await fresh.stop();
  });

  it('refuse by class before any query, whatever the id and the body', async () => {
    const quiet = await startApp();
    await keepProbesAway(quiet);
    for (const one of [amiral, quiet]) stopIntervals(one);
    for (const role of ROLES) expect(await statusOf('GET /api/v1/auth/me', role, quiet)).toBe(200);
    const query = jest.spyOn(Client.prototype, 'query');
    for (const [route, least] of Object.entries(ROUTES)) {
      for (const role of ROLES.filter((one) => !may(one, least))) {
        for (const id of [UNKNOWN_ID, 'no-id']) expect(await statusOf(route, role, quiet, id)).toBe(403);
      }
    }
    // What the monitor asks for its shards goes on meanwhile, and is nobody's request.
    const asked = () =>
      query.mock.calls
        .map(([first]) => JSON.stringify(first))
        .filter((text) => OUR_ROWS.test(text) && !text.includes('uuid_send'));
    expect(asked()).toEqual([]);
    // The same ears hear a route that does ask.
    expect(await statusOf('GET /api/v1/users', 'admin', quiet)).toBe(200);
    expect(asked()).not.toEqual([]);
    query.mockRestore();
    await quiet.stop();
  });
});
