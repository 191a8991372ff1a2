import type { DatabaseSeed } from '../odoo-simulator/database/birth';
import type { OdooSimulator, Version } from '../odoo-simulator/simulator';
import { type ServerSeed, startSimulatedServer } from '../odoo-simulator/simulated-server';
import { startApp, type TestApp } from './app';
import type { Answer } from './http';

export const LOGIN = { login: 'amiral-template', password: 'template-Tr0ub4dor&3' };

/** A template with things in it that act, and a user of Amiral's. */
export const TEMPLATE: DatabaseSeed = {
  name: 'template_base',
  password: 'admin-secret',
  users: [
    { ...LOGIN, system: true },
    { login: 'ada', password: 'ada-secret' },
  ],
  crons: [{ name: 'Invoices' }, { name: 'Asleep', active: false }],
  mails: 2,
  files: ['a logo', 'a letter'],
};

/** Amiral over HTTP with servers whose databases hold state. */
export class Templates {
  private readonly odoos = new Map<string, OdooSimulator>();
  private made = 0;

  private constructor(readonly amiral: TestApp) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<Templates> {
    return new Templates(await startApp({ env }));
  }

  async stop(): Promise<void> {
    await this.amiral.stop();
    await Promise.all([...this.odoos.values()].map((odoo) => odoo.stop()));
  }

  /** A word that was not used before. */
  code(): string {
    return `t-${String((this.made += 1))}`;
  }

  /** A server in service, with the template on it unless told otherwise. @returns its id */
  async addServer(seed: ServerSeed = {}, facts: object = {}): Promise<string> {
    const odoo = await startSimulatedServer({ databases: [TEMPLATE], ...seed });
    const code = this.code();
    const body = { name: code, code, serverUrl: odoo.url, masterPassword: 'master', ...facts };
    const { body: server } = await this.amiral.call('POST', '/servers', { as: 'admin', body });
    this.odoos.set(server.id, odoo);
    await this.amiral.call('POST', `/servers/${server.id}/activate`, { as: 'manager' });
    return server.id;
  }

  /** A server of this version without the template. */
  addEmpty(version: Version = '16.0'): Promise<string> {
    return this.addServer({ version, databases: ['std_full'] });
  }

  /** The Odoo behind a server. */
  odoo(serverId: string): OdooSimulator {
    const odoo = this.odoos.get(serverId);
    if (!odoo) throw new Error('There is no such server.');
    return odoo;
  }

  /** Records a template. */
  async add(facts: object = {}): Promise<Answer['body']> {
    const body = { name: 'Standard', code: this.code(), templateDb: 'template_base', ...facts };
    return (await this.amiral.call('POST', '/templates', { as: 'admin', body })).body;
  }

  async read(id: string): Promise<Answer['body']> {
    return (await this.amiral.call('GET', `/templates/${id}`, { as: 'user' })).body;
  }

  edit(id: string, body: object): Promise<Answer> {
    return this.amiral.call('PATCH', `/templates/${id}`, { as: 'manager', body });
  }

  login(id: string, body: object = LOGIN): Promise<Answer> {
    return this.amiral.call('PUT', `/templates/${id}/service-login`, { as: 'manager', body });
  }

  /** A template with its source and Amiral's login. */
  async ready(version: Version = '16.0'): Promise<{ id: string; source: string }> {
    const source = await this.addServer({ version });
    const { id } = await this.add({ sourceServerId: source });
    await this.login(id);
    return { id, source };
  }

  publish(id: string, body: object = {}): Promise<Answer> {
    return this.amiral.call('POST', `/templates/${id}/publish`, { as: 'manager', body });
  }
}
