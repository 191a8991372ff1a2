import { TemplateAccess } from '../../src/catalog/template-access';
import { startSimulatedServer, type ServerSeed } from '../odoo-simulator/simulated-server';
import type { OdooSimulator } from '../odoo-simulator/simulator';
import type { TestApp } from './app';
import type { Answer } from './http';
import { startWithOperations, until } from './operations';

export const TEMPLATE = {
  name: 'template_base',
  login: 'admin',
  password: 'template-admin',
  languages: ['fr_FR'],
  users: [
    { login: 'amiral-template', password: 'template-service', system: true },
    { login: 'demo', password: 'demo-secret', key: 'aaaabbbbccccddddeeeeffff0000111122223333', chats: 2 },
  ],
  crons: [{ name: 'Invoices' }, { name: 'Asleep', active: false }],
} as const;

/** Amiral with simulated servers on which customers' databases are really made. */
export class Provisioning {
  planId = '';
  templateId = '';
  readonly odoos: OdooSimulator[] = [];
  readonly serverIds: string[] = [];
  private made = 0;

  private constructor(readonly amiral: TestApp) {}

  static async start(seed: ServerSeed = {}, servers = 1): Promise<Provisioning> {
    const our = new Provisioning(await startWithOperations());
    our.planId = (await our.post('/plans', { name: 'Plan', code: 'plan' }, 'admin')).body.id;
    const template = { name: 'Standard', code: 'standard', templateDb: TEMPLATE.name };
    our.templateId = (await our.post('/templates', template, 'admin')).body.id;
    const sealed = our.amiral.app
      .get(TemplateAccess, { strict: false })
      .seal(our.templateId, { login: 'amiral-template', password: 'template-service' });
    await our.query('UPDATE templates SET service_access = $2 WHERE id = $1', [our.templateId, sealed]);
    for (let n = 0; n < servers; n++) await our.addServer(seed);
    return our;
  }

  /** A server with the template, which is ready there. */
  async addServer(seed: ServerSeed = {}): Promise<string> {
    const odoo = await startSimulatedServer({ databases: [TEMPLATE], ...seed });
    const code = `server-${String(this.odoos.push(odoo))}`;
    const body = { name: code, code, serverUrl: odoo.url, masterPassword: 'master' };
    const { id } = (await this.post('/servers', body, 'admin')).body;
    await this.post(`/servers/${id}/activate`);
    await this.query(`INSERT INTO template_servers (template_id, server_id, state) VALUES ($1, $2, 'ready')`, [
      this.templateId,
      id,
    ]);
    this.serverIds.push(id);
    return id;
  }

  get odoo(): OdooSimulator {
    const [first] = this.odoos;
    if (!first) throw new Error('there is no server');
    return first;
  }

  post(path: string, body: unknown = {}, as: 'user' | 'manager' | 'admin' = 'manager'): Promise<Answer> {
    return this.amiral.call('POST', path, { as, body });
  }

  async read(path: string): Promise<Answer['body']> {
    return (await this.amiral.call('GET', path, { as: 'user' })).body;
  }

  query<T = unknown>(text: string, values: unknown[] = []): Promise<T[]> {
    return this.amiral.dataSource.query<T[]>(text, values);
  }

  /** What a manager asks for: a customer there was not yet, whose database is made at once. */
  asked(facts: object = {}) {
    const name = `customer-${String((this.made += 1))}`;
    const { planId, templateId } = this;
    const customer = { customerName: 'Dupont SA', customerEmail: `jeanne@${name}.example` };
    return { name, ...customer, databaseName: name, subdomain: name, planId, templateId, provision: true, ...facts };
  }

  /** A customer with a database, in service. @returns the instance and the operation that made it */
  async provisioned(facts: object = {}): Promise<{ instance: Answer['body']; operation: Answer['body'] }> {
    const { status, body } = await this.post('/instances', this.asked(facts));
    if (status !== 201) throw new Error(JSON.stringify(body));
    const operation = await until(this.amiral, body.currentOperationId, 'succeeded', 'compensated', 'needs-operator');
    return { instance: await this.read(`/instances/${body.id}`), operation };
  }

  /** Starts work and waits for its end. */
  async done(path: string, body: object = {}, as: 'manager' | 'admin' = 'manager'): Promise<Answer['body']> {
    const started = await this.post(path, body, as);
    if (started.status !== 202) throw new Error(`${String(started.status)} ${JSON.stringify(started.body)}`);
    return until(this.amiral, started.body.id, 'succeeded', 'failed', 'compensated', 'needs-operator', 'cancelled');
  }

  async stop(): Promise<void> {
    await this.amiral.stop();
    await Promise.all(this.odoos.map((odoo) => odoo.stop()));
  }
}
