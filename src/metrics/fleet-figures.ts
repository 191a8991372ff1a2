import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Gauge, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { SEVERITIES } from '../channels/notice';
import { endsWithin } from '../common/stopping';
import { Kinds } from '../operations/kinds';
import { ENDED, OPERATION_STATES } from '../operations/operation.states';
import { HEALTH_STATUSES, SERVER_STATES } from '../servers/server.states';
import { ServersQueries } from '../servers/servers.queries';
import { INSTANCE_STATES } from '../instances/instance.states';

/** Scrapers that come at the same time share one reading. */
const KEPT_MS = 2_000;
/** How long scrapers wait for it: their own patience is 10 s, and what this process tells of itself must reach them. */
const READING_MS = 3_000;

const OPEN = OPERATION_STATES.filter((state) => !ENDED.includes(state));

const INSTANCES = 'SELECT state, count(*)::integer AS instances FROM instances GROUP BY 1';
const ALERTS = `SELECT state, severity, count(*)::integer AS alerts FROM alerts
  WHERE state <> 'resolved' GROUP BY 1, 2`;
const INCIDENTS = 'SELECT count(*)::integer AS incidents FROM incidents WHERE closed_at IS NULL';
const PENDING = `SELECT count(*)::integer AS pending FROM deliveries WHERE state = 'pending'`;
const OPERATIONS = `SELECT kind, state, count(*)::integer AS operations FROM operations WHERE ended_at IS NULL GROUP BY 1, 2`;
const FROZEN = 'SELECT frozen FROM health_panic';

/** The fleet as a whole, the same from every process: to be taken once (`max`), never summed over processes. */
@Injectable()
export class FleetFigures {
  static readonly modelName = 'Metrics';

  readonly registry = new Registry();
  private readonly logger = new Logger('Metrics');
  private readonly servers = this.gauge('servers', 'Servers by state and health, archived ones left out.', [
    'state',
    'health',
  ]);
  private readonly cordoned = this.gauge(
    'servers_cordoned',
    'Servers that take no new instance because somebody said so.',
  );
  private readonly slots = this.gauge('slots', 'Instances that the servers may hold.');
  private readonly used = this.gauge('slots_used', 'Slots that instances take.');
  private readonly placeable = this.gauge('slots_placeable', 'Free slots on servers that take new instances now.');
  private readonly instances = this.gauge('instances', 'Instances by state.', ['state']);
  private readonly frozen = this.gauge(
    'monitor_frozen',
    'Whether the monitor suspects itself, so that nothing goes offline.',
  );
  private readonly alerts = this.gauge('alerts', 'Open alerts by state and severity.', ['state', 'severity']);
  private readonly incidents = this.gauge('incidents', 'Open incidents.');
  private readonly pending = this.gauge('deliveries_pending', 'Notices that are on their way to a channel.');
  private readonly operations = this.gauge('operations', 'Operations that have not ended, by kind and state.', [
    'kind',
    'state',
  ]);
  private reading: Promise<void> | null = null;
  private readSince = 0;
  private known = false;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: ServersQueries,
    private readonly kinds: Kinds,
  ) {}

  /**
   * Reads the fleet into the registry.
   * @returns whether it now says what is; false when the database does not answer, or not soon enough
   */
  async refresh(): Promise<boolean> {
    if (!this.reading) {
      this.known = false;
      this.readSince = performance.now();
      this.reading = this.readAnew().finally(() => {
        setTimeout(() => (this.reading = null), KEPT_MS).unref();
      });
    }
    await endsWithin(this.reading, Math.max(0, this.readSince + READING_MS - performance.now()));
    return this.known;
  }

  private async readAnew(): Promise<void> {
    try {
      await this.read();
      this.known = true;
    } catch (error) {
      this.logger.warn(`The figures of the fleet are left out: ${(error as Error).message}`);
    }
  }

  private async read(): Promise<void> {
    const parts = await this.queries.parts();
    const instances = await this.dataSource.query<{ state: string; instances: number }[]>(INSTANCES);
    const [panic] = await this.dataSource.query<{ frozen: boolean }[]>(FROZEN);
    // Every state is told, also that there is none in it: a series that comes and goes cannot be counted with.
    for (const state of SERVER_STATES) for (const health of HEALTH_STATUSES) this.servers.set({ state, health }, 0);
    for (const { state, health, servers } of parts) this.servers.set({ state, health }, servers);
    const sum = (key: 'cordoned' | 'max' | 'used' | 'placeable') => parts.reduce((all, part) => all + part[key], 0);
    this.cordoned.set(sum('cordoned'));
    this.slots.set(sum('max'));
    this.used.set(sum('used'));
    this.placeable.set(sum('placeable'));
    for (const state of INSTANCE_STATES) this.instances.set({ state }, 0);
    for (const row of instances) this.instances.set({ state: row.state }, row.instances);
    this.frozen.set(Number(panic?.frozen ?? false));
    await this.readOperations();
    await this.readAlerts();
  }

  private async readOperations(): Promise<void> {
    const open = await this.dataSource.query<{ kind: string; state: string; operations: number }[]>(OPERATIONS);
    for (const kind of this.kinds.names) for (const state of OPEN) this.operations.set({ kind, state }, 0);
    for (const { kind, state, operations } of open) this.operations.set({ kind, state }, operations);
  }

  private async readAlerts(): Promise<void> {
    const alerts = await this.dataSource.query<{ state: string; severity: string; alerts: number }[]>(ALERTS);
    const [incidents] = await this.dataSource.query<{ incidents: number }[]>(INCIDENTS);
    const [pending] = await this.dataSource.query<{ pending: number }[]>(PENDING);
    for (const state of ['pending', 'firing']) {
      for (const severity of SEVERITIES) this.alerts.set({ state, severity }, 0);
    }
    for (const row of alerts) this.alerts.set({ state: row.state, severity: row.severity }, row.alerts);
    this.incidents.set(incidents?.incidents ?? 0);
    this.pending.set(pending?.pending ?? 0);
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name: `amiral_${name}`, help, labelNames, registers: [this.registry] });
  }
}
