import { startApp, type TestApp } from '../support/app';

interface Schema {
  $ref?: string;
  example?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; description?: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, object> };
}

const PUBLIC = ['login', 'refresh', 'getLiveness', 'getReadiness'];
const SECRETS = ['serverPassword', 'dbPassword', 'masterPassword'];

describe('the OpenAPI document', () => {
  let amiral: TestApp;
  let document: Document;
  let operations: [string, Operation][];

  beforeAll(async () => {
    amiral = await startApp();
    document = (await amiral.call('GET', '//docs-json')).body as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(async () => {
    await amiral.stop();
  });

  /** What stands behind a reference. */
  const resolved = (schema: Schema): Schema =>
    schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
  const bodies = () =>
    operations.flatMap(([name, { requestBody }]) =>
      requestBody ? [[name, resolved(requestBody.content['application/json']?.schema ?? {})] as const] : [],
    );
  const failing = (is: (operation: Operation, name: string) => boolean) =>
    operations.filter(([name, operation]) => !is(operation, name)).map(([name]) => name);

  it('names each operation once, by its action and noun', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        'listServers',
        'getServer',
        'createServer',
        'updateServer',
        'deleteServer',
        'activateServer',
        'deactivateServer',
        'checkServerHealth',
        'testServerConnection',
        'cordonServer',
        'uncordonServer',
        'getAvailableServer',
        'createInstance',
        'adoptInstance',
        'terminateInstance',
      ]),
    );
  });

  it('says of each operation what it does and who may call it', () => {
    expect(failing(({ summary }) => Boolean(summary))).toEqual([]);
    expect(failing(({ description }) => description?.includes('**Role:**') ?? false)).toEqual([]);
  });

  it('asks for a login exactly where one is needed', () => {
    expect(failing(({ operationId, security }) => PUBLIC.includes(operationId) === !security)).toEqual([]);
    expect(document.components.securitySchemes).toMatchObject({ bearer: { type: 'http', scheme: 'bearer' } });
  });

  it('tells of 401 and 403 where there is a login, of 404 where there is an id, of 422 where there is a body', () => {
    expect(failing(({ security, responses }) => !security || '401' in responses)).toEqual([]);
    expect(failing(({ responses }, name) => !name.includes('{id}') || '404' in responses)).toEqual([]);
    expect(failing(({ requestBody, responses }) => !requestBody || '422' in responses)).toEqual([]);
    const forAnybody = ['logout', 'getMe', 'changePassword'];
    expect(
      failing(
        ({ operationId, security, responses }) => !security || forAnybody.includes(operationId) || '403' in responses,
      ),
    ).toEqual([]);
  });

  it('gives every error the one shape of a problem, and every error a word', () => {
    for (const [name, { responses }] of operations) {
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect([name, status, Boolean(description)]).toEqual([name, status, true]);
        if (Number(status) < 400) continue;
        expect([name, content]).toEqual([
          name,
          { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        ]);
      }
    }
    expect(Object.keys(document.components.schemas['Problem']?.properties ?? {})).toEqual(
      expect.arrayContaining(['type', 'title', 'status', 'detail', 'code', 'requestId', 'errors']),
    );
  });

  it('has an example for every body, whole or for each field that must be there', () => {
    const without = bodies().filter(([, schema]) => {
      const { example, properties = {}, required = [] } = schema;
      return example === undefined && required.some((field) => resolved(properties[field] ?? {}).example === undefined);
    });
    expect(without.map(([name]) => name)).toEqual([]);
  });

  it('has examples that the routes themselves take', async () => {
    const example = document.components.schemas['NewServer']?.example;
    const { status, body } = await amiral.call('POST', '/servers', { as: 'admin', body: example });
    expect([status, body.errors]).toEqual([201, undefined]);
    for (const name of ['ServerEdit', 'PlanEdit', 'TemplateEdit', 'InstanceEdit']) {
      expect([name, document.components.schemas[name]?.example]).not.toEqual([name, undefined]);
    }
    const edit = document.components.schemas['ServerEdit']?.example;
    expect((await amiral.call('PATCH', `/servers/${String(body.id)}`, { as: 'manager', body: edit })).status).toBe(200);
  });

  it('shows a secret as something to send, never as something that comes back, and none as an example', () => {
    const { NewServer, ServerEdit, Server } = document.components.schemas;
    for (const secret of SECRETS) {
      expect(Object.keys(NewServer?.properties ?? {})).toContain(secret);
      expect(Object.keys(ServerEdit?.properties ?? {})).toContain(secret);
      expect(Object.keys(Server?.properties ?? {})).not.toContain(secret);
    }
    expect(JSON.stringify(document)).not.toMatch(/argon2|passwordHash|refreshHash/);
  });

  it('describes every filter of the list of servers, and the header that guards an edit', () => {
    const named = (path: string, method: string) =>
      (document.paths[path]?.[method]?.parameters ?? []).map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(named('/api/v1/servers', 'get')).toEqual(
      expect.arrayContaining(
        'page perPage sort q state healthStatus isOnline archived cordoned label minAvailableCapacity maxAvailableCapacity'
          .split(' ')
          .map((name) => `query ${name}`),
      ),
    );
    for (const method of ['patch', 'delete'])
      expect(named('/api/v1/servers/{id}', method)).toContain('header If-Match');
  });

  it('is what the page at /docs shows, which needs no login and no other host', async () => {
    const page = await amiral.call('GET', '//docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.body as string).not.toMatch(/(src|href)="https?:/);
  });

  it('is shown by a page that forgets the token it was given', async () => {
    const settings = await amiral.call('GET', '//docs/swagger-ui-init.js');
    expect(settings.body as string).toMatch(/"persistAuthorization": false/);
  });
});
