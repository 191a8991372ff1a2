import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';

const SECRETS = { serverPassword: 'ssh-Tr0ub4dor', dbPassword: 'pg-Tr0ub4dor', masterPassword: 'odoo-Tr0ub4dor' };

describe('entering a server', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
  });
  afterAll(async () => {
    await amiral.stop();
  });

  let serial = 0;
  const enter = (fields: Record<string, unknown>) => {
    const code = `entered-${String(++serial)}`;
    const body = { name: code, code, serverUrl: `http://${code}.invalid`, ...fields };
    return amiral.call('POST', '/servers', { as: 'admin', body });
  };
  const wrongFields = async (fields: Record<string, unknown>) => {
    const { status, body } = await enter(fields);
    return { status, fields: body.errors?.map(({ field }: { field: string }) => field) };
  };

  it('takes a name, a code and an address, and fills in the rest as the contract says', async () => {
    const body = { name: 'Production 2', code: 'prod-2', serverUrl: 'https://odoo-2.example.com' };
    const answer = await amiral.call('POST', '/servers', { as: 'admin', body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    const { id, createdAt, updatedAt, healthSince, ...rest } = answer.body;
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    for (const time of [createdAt, updatedAt, healthSince]) expect(new Date(time as string).toISOString()).toBe(time);
    expect(rest).toEqual({
      ...body,
      description: null,
      sequence: 10,
      serverIp: null,
      serverPort: 8069,
      serverUsername: null,
      dbHost: 'localhost',
      dbPort: 5432,
      dbUser: 'odoo',
      cpuCores: null,
      memoryGb: null,
      diskGb: null,
      maxInstances: 100,
      labels: {},
      tlsCa: null,
      healthIntervalSeconds: null,
      hasServerPassword: false,
      hasDbPassword: false,
      hasMasterPassword: false,
      state: 'draft',
      healthStatus: 'unknown',
      healthReasons: [{ code: 'stale', detail: 'No probe has said anything yet.', params: { since: null } }],
      isOnline: null,
      lastCheckAt: null,
      responseTimeMs: null,
      odooVersion: null,
      lastError: null,
      cordoned: false,
      maintenanceReason: null,
      maintenanceUntil: null,
      instanceCount: 0,
      availableCapacity: 100,
      archived: false,
      version: 1,
      actions: ['activate', 'deactivate', 'cordon', 'check-health', 'test-connection'],
    });
  });

  it('keeps every field that is sent, and of a secret only that it is set', async () => {
    const fields = {
      description: 'Rack 2, top',
      sequence: 3,
      serverIp: '2001:db8::1',
      serverPort: 8070,
      serverUsername: 'odoo',
      dbHost: 'db-2',
      dbPort: 5433,
      dbUser: 'erp',
      cpuCores: 16,
      memoryGb: 62.5,
      diskGb: 953.7,
      maxInstances: 3,
      labels: { rack: '2', 'amiral.example/region': 'eu' },
      healthIntervalSeconds: 1.5,
    };
    const { status, body } = await enter({ ...fields, ...SECRETS });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...fields, hasServerPassword: true, hasDbPassword: true, hasMasterPassword: true });
    for (const secret of Object.keys(SECRETS)) expect(body).not.toHaveProperty(secret);
    const read = await amiral.call('GET', `/servers/${String(body.id)}`, { as: 'admin' });
    expect(read.body).toEqual(body);
    expect(JSON.stringify(read.body)).not.toContain('Tr0ub4dor');
  });

  it.each(['name', 'code', 'serverUrl'])('asks for the %s', async (field) => {
    expect(await wrongFields({ [field]: undefined })).toEqual({ status: 422, fields: [field] });
    expect(await wrongFields({ [field]: null })).toEqual({ status: 422, fields: [field] });
    expect(await wrongFields({ [field]: '' })).toEqual({ status: 422, fields: [field] });
  });

  it.each(['Prod', 'prod_1', '-prod', 'prod 1', 'é', 'prod\n', 'x'.repeat(65)])(
    'refuses %j as a code',
    async (code) => {
      expect(await wrongFields({ code })).toEqual({ status: 422, fields: ['code'] });
    },
  );

  it.each(['0', 'a-', '9-lives', 'x'.repeat(64)])('takes %j as a code', async (code) => {
    expect((await enter({ code })).status).toBe(201);
  });

  it.each([
    ['sequence', 1.5],
    ['serverIp', 'localhost'],
    ['serverIp', '10.0.0.256'],
    ['serverPort', 0],
    ['serverPort', 65_536],
    ['serverPort', '8069'],
    ['dbPort', -1],
    ['cpuCores', 0],
    ['cpuCores', 1.5],
    ['memoryGb', -1],
    ['diskGb', 0],
    ['maxInstances', 0],
    ['maxInstances', 1.5],
    ['maxInstances', '5'],
    ['maxInstances', null],
    ['labels', ['rack']],
    ['labels.rack', { rack: 2 }],
    ['labels.a b', { 'a b': 'c' }],
    ['tlsCa', 'not a certificate'],
    ['tlsCa', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['healthIntervalSeconds', 0],
    ['serverPassword', ''],
    ['masterPassword', 12],
    ['name', 'x'.repeat(201)],
    ['name', '   '],
    ['name', 'nul\u0000byte'],
    ['description', 'half a \ud83d pair'],
    ['labels.rack', { rack: '\u0000' }],
    ['dbPassword', 'a\u0000b'],
  ])('names the field %s when it is %j', async (field, value) => {
    const [top = ''] = field.split('.');
    expect(await wrongFields({ [top]: value })).toEqual({ status: 422, fields: [field] });
  });

  it.each([
    'state',
    'version',
    'id',
    'instanceCount',
    'hasDbPassword',
    'cordoned',
    'lifecycle',
    'constructor',
    'toString',
  ])('refuses %s as a field that is not there', async (field) => {
    expect(await wrongFields({ [field]: 'x' })).toEqual({ status: 422, fields: [field] });
  });

  it('names every wrong field at once', async () => {
    const answer = await wrongFields({ name: 1, maxInstances: 0, colour: 'red' });
    expect(answer.status).toBe(422);
    expect(answer.fields.sort()).toEqual(['colour', 'maxInstances', 'name']);
  });

  it('refuses a code and an address that another server has, each by its name', async () => {
    const { code, serverUrl } = await enterServer(amiral);
    const taken = await enter({ code });
    expect([taken.status, taken.body.code]).toEqual([409, 'code-taken']);
    const same = await enter({ serverUrl });
    expect([same.status, same.body.code]).toEqual([409, 'server-url-taken']);
  });

  it('lets exactly one of two enter the same code at once', async () => {
    const answers = await Promise.all([enter({ code: 'twin' }), enter({ code: 'twin' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});
