import {
  customerName,
  customerWord,
  databaseName,
  DEMO_FLEET,
  MASTER_PASSWORD,
  TEMPLATE,
  type DemoServer,
} from './fleet';

interface Demo {
  url: string;
  /** Addresses of the simulated servers, in the order of DEMO_FLEET. */
  urls: readonly string[];
  accounts: { admin: string; manager: string; user: string };
  password: string;
  say: (line: string) => void;
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>;

interface Row {
  id: string;
}

/** What the template has for Amiral alone. */
const [{ login, password }] = TEMPLATE.users;
const SERVICE_LOGIN = { login, password };

/** Enters the fleet and its customers through the API, as people would; an earlier demo's are left as they are. */
export async function enterFleet(demo: Demo): Promise<void> {
  const call = await logIn(demo);
  const known = await call<{ total: number }>('GET', '/servers?q=paris-1');
  if (known.total > 0) {
    demo.say('The fleet of the last demo is still there.');
    return;
  }
  await addUsers(call, demo);
  const plans = await call<{ items: Row[] }>('GET', '/plans?sort=sequence');
  const template = await call<Row>('POST', '/templates', {
    name: 'Standard',
    code: 'standard',
    templateDb: TEMPLATE.name,
    odooVersion: '16.0',
    isReady: true,
  });
  const ready: string[] = [];
  let customer = 0;
  const nextPlan = () => plans.items[customer % plans.items.length]?.id;
  for (const [index, server] of DEMO_FLEET.entries()) {
    const id = await enterServer(call, server, demo.urls[index]);
    for (let n = 0; n < server.customers; n++, customer++) {
      await call('POST', '/instances', customerOf(customer, id, nextPlan(), template.id));
    }
    await settle(call, server, id);
    if (server.wanted === 'active' && server.born.listDb !== false) ready.push(id);
    demo.say(`  ${server.code.padEnd(8)} ${server.name}, ${String(server.customers)} customers`);
  }
  await call('PATCH', `/templates/${template.id}`, {
    servers: ready.map((serverId) => ({ serverId, state: 'ready' })),
  });
  await call('PUT', `/templates/${template.id}/service-login`, SERVICE_LOGIN);
}

async function addUsers(call: Call, { accounts, password }: Demo): Promise<void> {
  for (const [role, email] of Object.entries(accounts)) {
    if (role !== 'admin') await call('POST', '/users', { email, name: `Demo ${role}`, role, password });
  }
}

async function logIn({ url, accounts, password }: Demo): Promise<Call> {
  const call: Call = async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return JSON.parse(text || 'null') as never;
  };
  let token = '';
  const pair = await call<{ accessToken: string }>('POST', '/auth/login', { email: accounts.admin, password });
  token = pair.accessToken;
  return call;
}

async function enterServer(call: Call, server: DemoServer, serverUrl: string | undefined): Promise<string> {
  const { code, name, maxInstances, rack } = server;
  const facts = { code, name, serverUrl, maxInstances, masterPassword: MASTER_PASSWORD, labels: { site: rack } };
  const { id } = await call<Row>('POST', '/servers', facts);
  if (server.wanted === 'active' || server.wanted === 'maintenance') await call('POST', `/servers/${id}/activate`);
  return id;
}

async function settle(call: Call, { wanted, cordoned }: DemoServer, id: string): Promise<void> {
  if (wanted === 'maintenance') await call('POST', `/servers/${id}/maintenance`, { reason: 'PostgreSQL upgrade' });
  if (wanted === 'disabled') await call('POST', `/servers/${id}/deactivate`);
  if (cordoned) await call('POST', `/servers/${id}/cordon`, { reason: cordoned });
}

function customerOf(n: number, serverId: string, planId: string | undefined, templateId: string) {
  const name = customerName(n);
  const word = customerWord(n);
  return {
    name,
    customerName: name,
    customerEmail: `contact@${word}.example`,
    databaseName: databaseName(n),
    subdomain: word,
    serverId,
    planId,
    templateId,
  };
}
