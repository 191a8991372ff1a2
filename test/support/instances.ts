import { DataSource } from 'typeorm';
import { CatalogService } from '../../src/catalog/catalog.service';
import { newId, SystemClock } from '../../src/common/clock';
import { Measures } from '../../src/common/measures';
import { dataSourceOptions } from '../../src/database/data-source';
import { KeyRing } from '../../src/database/secrets';
import type { ProbeDispatcher } from '../../src/health/probe-dispatcher.service';
import { Instance } from '../../src/instances/instance.entity';
import { instancePolicy } from '../../src/instances/instance.policy';
import type { Adoption, NewInstance, Termination } from '../../src/instances/instance.schemas';
import { AdoptionService } from '../../src/instances/adoption.service';
import { ExpiryQueries } from '../../src/instances/expiry/expiry.queries';
import { InstanceWork } from '../../src/instances/instance-work.service';
import { InstancesService } from '../../src/instances/instances.service';
import type { ProvisionService } from '../../src/instances/provision/provision.service';
import { TerminateService } from '../../src/instances/terminate/terminate.service';
import { WorkStart } from '../../src/instances/work-start.service';
import { Kinds } from '../../src/operations/kinds';
import { OperationsService } from '../../src/operations/operations.service';
import { Copies } from '../../src/servers/copies/copies.service';
import type { Actor } from '../../src/auth/actor';
import type { DatabaseStanding } from '../../src/odoo/odoo.client';
import { Journal } from '../../src/journal/journal.service';
import { ENTITIES, MIGRATIONS } from '../../src/schema';
import { PlacementService } from '../../src/servers/placement.service';
import { actorOf } from './actors';
import { createTestDatabase, type TestDatabase } from './database';

export const manager = actorOf('manager', [instancePolicy]);
export const admin = actorOf('admin', [instancePolicy]);

/** Nothing is sealed here. */
const ANY_KEY = Buffer.alloc(32).toString('base64');

/** A line of the journal. */
interface Line {
  action: string;
  changes: { field: string; before: unknown; after: unknown }[];
  actor_id: string;
  ip: string;
}

/** Who holds slots of a server: by the count on its row, and by the rows of its instances. */
interface Slots {
  counted: number;
  rows: number;
  most: number;
}

/** The services of instances on a database of their own; only the Odoo servers are played, by `findDatabase`. */
export class InstancesBench {
  readonly journal = new Journal(new SystemClock());
  readonly findDatabase = jest.fn<Promise<DatabaseStanding>, [string, string]>();
  readonly instances: InstancesService;
  readonly adoption: AdoptionService;
  private readonly ending: TerminateService;
  planId = '';
  templateId = '';
  private made = 0;

  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
  ) {
    const catalog = new CatalogService();
    this.instances = new InstancesService(
      dataSource,
      catalog,
      new PlacementService(dataSource, new Measures()),
      this.journal,
      { begin: () => Promise.reject(new Error('nothing is made here')) } as unknown as ProvisionService,
    );
    const operations = new OperationsService(dataSource, new Kinds(), new KeyRing([ANY_KEY]), this.journal);
    const start = new WorkStart(operations);
    const clock = new SystemClock();
    const work = new InstanceWork(start, operations, new ExpiryQueries(dataSource, clock), clock);
    this.ending = new TerminateService(start, work, new Copies(), this.journal);
    const dispatcher = { findDatabase: this.findDatabase } as unknown as ProbeDispatcher;
    this.adoption = new AdoptionService(dataSource, catalog, dispatcher, this.journal, new SystemClock(), new Copies());
  }

  static async start(): Promise<InstancesBench> {
    const database = await createTestDatabase();
    const options = dataSourceOptions(database.url, ENTITIES, MIGRATIONS, 20);
    return new InstancesBench(database, await new DataSource(options).initialize());
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }

  /** A plan and a template, no server, every database there and Odoo's. */
  async fresh(): Promise<void> {
    jest.restoreAllMocks();
    this.findDatabase.mockReset().mockResolvedValue('odoo');
    for (const table of ['instances', 'servers', 'plans', 'templates']) {
      await this.dataSource.query(`DELETE FROM ${table}`);
    }
    this.planId = await this.addPlan();
    this.templateId = await this.addTemplate();
  }

  async addPlan(): Promise<string> {
    const id = newId();
    await this.dataSource.query('INSERT INTO plans (id, name, code) VALUES ($1, $2, $2)', [id, id]);
    return id;
  }

  async addTemplate(): Promise<string> {
    const id = newId();
    await this.dataSource.query('INSERT INTO templates (id, name, code, template_db) VALUES ($1, $2, $2, $2)', [
      id,
      id,
    ]);
    return id;
  }

  /** A server that is active and healthy but for what `facts` says, by column. */
  async addServer(slots: number, facts: Record<string, unknown> = {}): Promise<string> {
    const id = newId();
    const inService = { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy' };
    const row = { ...inService, cordoned: false, archived: false, ...facts };
    await this.dataSource.query(
      `INSERT INTO servers
         (id, name, code, server_url, max_instances, lifecycle, reachability, health_status, cordoned, archived)
       VALUES ($1, 'Server', $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, `s-${id}`, `https://${id}.example`, slots, ...Object.values(row)],
    );
    return id;
  }

  /** Records a draft as the manager. */
  async create(given: NewInstance): Promise<Instance> {
    const { id } = await this.dataSource.transaction((tx) => this.instances.create(tx, manager, given));
    return this.dataSource.manager.findOneByOrFail(Instance, { id });
  }

  /** Ends an instance whose database is kept. */
  async terminate(actor: Actor, id: string, asked: Termination): Promise<void> {
    await this.dataSource.transaction((tx) => this.ending.terminate(tx, actor, id, asked));
  }

  /** What a manager enters for a customer that there was not yet. */
  draft(facts: Partial<NewInstance> = {}): NewInstance {
    const name = `customer-${(this.made += 1)}`;
    return {
      name,
      customerName: name,
      customerEmail: 'it@customer.example',
      databaseName: name,
      subdomain: name,
      planId: this.planId,
      templateId: this.templateId,
      ...facts,
    };
  }

  /** The same for a database that is on a server already. */
  adoptable(serverId: string, facts: Partial<NewInstance> = {}): Adoption {
    const { minCapacityPercent: _none, templateId: _neither, ...given } = this.draft(facts);
    return { ...given, serverId };
  }

  slots(): Promise<Slots[]> {
    return this.dataSource.query<Slots[]>(
      `SELECT s.instance_count AS counted, s.max_instances AS most,
              (SELECT count(*)::integer FROM instances i WHERE i.server_id = s.id AND i.state <> 'terminated') AS rows
         FROM servers s`,
    );
  }

  /** No server holds more than it may, and its count tells what its rows tell. */
  async expectSlotsKept(): Promise<void> {
    for (const { counted, rows, most } of await this.slots()) {
      expect(counted).toBe(rows);
      expect(counted).toBeLessThanOrEqual(most);
    }
  }

  /** What the journal tells of a subject, or of all; the oldest line first. */
  told(subjectId: string | null = null): Promise<Line[]> {
    return this.dataSource.query<Line[]>(
      'SELECT action, changes, actor_id, ip FROM journal WHERE $1::uuid IS NULL OR subject_id = $1 ORDER BY id',
      [subjectId],
    );
  }
}
