import { OdooSimulator } from '../odoo-simulator/simulator';
import { startApp, type TestApp } from './app';
import type { Answer } from './http';

/** Amiral over HTTP with servers that answer, a plan and a template: what it takes to enter customers. */
export class Customers {
  planId = '';
  templateId = '';
  private readonly simulators: OdooSimulator[] = [];
  private made = 0;

  private constructor(readonly amiral: TestApp) {}

  static async start(): Promise<Customers> {
    return new Customers(await startApp());
  }

  /** A plan and a template, nothing else. */
  async fresh(): Promise<void> {
    await this.clear();
    this.planId = (await this.post('/plans', { name: 'Plan', code: this.code() }, 'admin')).body.id;
    const template = { name: 'Template', code: this.code(), templateDb: 't' };
    this.templateId = (await this.post('/templates', template, 'admin')).body.id;
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.amiral.stop();
  }

  /** A word that was not used before. */
  code(): string {
    return `c-${(this.made += 1)}`;
  }

  post(path: string, body?: unknown, as: 'user' | 'manager' | 'admin' = 'manager'): Promise<Answer> {
    return this.amiral.call('POST', path, { as, body });
  }

  /** A server that answers; active unless said otherwise. */
  async addServer(maxInstances = 10, active = true): Promise<string> {
    const odoo = await OdooSimulator.start();
    this.simulators.push(odoo);
    const name = this.code();
    const { body } = await this.post('/servers', { name, code: name, serverUrl: odoo.url, maxInstances }, 'admin');
    if (active) await this.post(`/servers/${body.id}/activate`);
    return body.id;
  }

  /** The Odoo behind the server added last. */
  get odoo(): OdooSimulator {
    const last = this.simulators.at(-1);
    if (!last) throw new Error('no server was added');
    return last;
  }

  /** What a manager enters for a customer that there was not yet. */
  draft(facts: object = {}) {
    const name = this.code();
    const { planId, templateId } = this;
    const customer = { customerName: 'Dupont SA', customerEmail: 'it@dupont.example' };
    return { name, ...customer, databaseName: name, subdomain: name, planId, templateId, ...facts };
  }

  /** The same for a database that is on a server already. */
  adoptable(serverId: string, facts: object = {}) {
    const { templateId: _none, ...body } = this.draft();
    return { ...body, serverId, databaseName: 'std_full', ...facts };
  }

  /** Enters a customer. */
  async add(facts?: object): Promise<Answer['body']> {
    return (await this.post('/instances', this.draft(facts))).body;
  }

  async countOf(serverId: string): Promise<number> {
    return (await this.amiral.call('GET', `/servers/${serverId}`, { as: 'user' })).body.instanceCount;
  }

  private async clear(): Promise<void> {
    // Nothing is polled any more once the rows are gone, so the Odoos may stop.
    for (const table of ['instances', 'servers', 'plans', 'templates']) {
      await this.amiral.dataSource.query(`DELETE FROM ${table}`);
    }
    await Promise.all(this.simulators.splice(0).map((odoo) => odoo.stop()));
  }
}

/** The fields that a 422 names. */
export function fieldsOf(body: { errors?: { field: string }[] }): string[] | undefined {
  return body.errors?.map(({ field }) => field);
}
