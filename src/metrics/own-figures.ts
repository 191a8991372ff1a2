import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { version } from '../../package.json';
import { Measures } from '../common/measures';
import { Monitor } from '../health/monitor.service';
import { Stream } from '../stream/stream';

const PROBE_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const LATENESS_BUCKETS = [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const OPERATION_BUCKETS = [1, 5, 10, 30, 60, 300, 900, 3_600, 14_400];
const PLACEMENT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2];

/** Gauges that are called totals, which the naming rules keep for counters. */
const MISNAMED = ['handles', 'requests', 'resources'];

/** What this process measures of its own work. Each process is scraped for itself. */
@Injectable()
export class OwnFigures {
  readonly registry = new Registry();
  /** Whether the figures of the fleet stand beside these. */
  readonly fleetKnown = this.gauge(
    'fleet_known',
    "Whether the figures of the fleet are told, which are its database's.",
  );

  constructor(
    private readonly monitor: Monitor,
    private readonly stream: Stream,
    @InjectDataSource() private readonly dataSource: DataSource,
    measures: Measures,
  ) {
    collectDefaultMetrics({ register: this.registry, prefix: 'amiral_' });
    for (const name of MISNAMED) this.registry.removeSingleMetric(`amiral_nodejs_active_${name}_total`);
    const build = this.gauge('build_info', 'Which Amiral this is; always 1.', ['version', 'node_version']);
    build.labels(version, process.version).set(1);
    this.countProbes(measures);
    this.countRequests(measures);
    this.countDeliveries(measures);
    this.countOperations(measures);
    this.watchMonitor();
    this.watchConnections();
  }

  private gauge(name: string, help: string, labelNames: string[] = []): Gauge {
    return new Gauge({ name: `amiral_${name}`, help, labelNames, registers: [this.registry] });
  }

  private histogram(name: string, help: string, buckets: number[], labelNames: string[] = []): Histogram {
    return new Histogram({ name: `amiral_${name}`, help, buckets, labelNames, registers: [this.registry] });
  }

  private countProbes(measures: Measures): void {
    const duration = this.histogram('probe_duration_seconds', 'How long probes took.', PROBE_BUCKETS);
    const lateness = this.histogram(
      'probe_lateness_seconds',
      'How much later than due probes began.',
      LATENESS_BUCKETS,
    );
    const probes = new Counter({
      name: 'amiral_probes_total',
      help: 'Probes by result; the reason is empty when it passed.',
      labelNames: ['result', 'reason'],
      registers: [this.registry],
    });
    probes.labels('passed', '');
    const refused = new Counter({
      name: 'amiral_probe_results_refused_total',
      help: 'Results of probes given up because the database does not take them.',
      registers: [this.registry],
    });
    measures.on('refused', ({ count }) => {
      refused.inc(count);
    });
    measures.on('probe', ({ seconds, reason }) => {
      duration.observe(seconds);
      probes.labels(reason === null ? 'passed' : 'failed', reason ?? '').inc();
    });
    measures.on('lateness', ({ seconds }) => {
      lateness.observe(seconds);
    });
  }

  private countOperations(measures: Measures): void {
    const labels = ['kind', 'state'];
    const help = 'How long operations took from being asked for to their end, or until they needed an operator.';
    const duration = this.histogram('operation_duration_seconds', help, OPERATION_BUCKETS, labels);
    const retries = new Counter({
      name: 'amiral_operation_retries_total',
      help: 'Steps of operations that were begun again, or whose answer was asked for.',
      labelNames: ['kind'],
      registers: [this.registry],
    });
    measures.on('operationRetry', ({ kind }) => {
      retries.labels(kind).inc();
    });
    measures.on('operation', ({ kind, state, seconds }) => {
      duration.labels(kind, state).observe(seconds);
    });
  }

  private countRequests(measures: Measures): void {
    const labels = ['method', 'route', 'status'];
    const requests = this.histogram('http_request_duration_seconds', 'How long answers took.', REQUEST_BUCKETS, labels);
    measures.on('request', ({ seconds, method, route, status }) => {
      requests.labels(method, route, String(status)).observe(seconds);
    });
    const placements = this.histogram(
      'placement_duration_seconds',
      'How long it took to find the server for a new instance, by whether one was found.',
      PLACEMENT_BUCKETS,
      ['found'],
    );
    for (const found of ['true', 'false']) placements.zero({ found });
    measures.on('placement', ({ seconds, found }) => {
      placements.labels(String(found)).observe(seconds);
    });
  }

  private countDeliveries(measures: Measures): void {
    const help = 'How long attempts to deliver a notice took, by kind of channel and whether it was taken.';
    const attempts = this.histogram('delivery_duration_seconds', help, PROBE_BUCKETS, ['channel', 'ok']);
    measures.on('delivery', ({ seconds, kind, ok }) => {
      attempts.labels(kind, String(ok)).observe(seconds);
    });
  }

  private watchMonitor(): void {
    const { monitor } = this;
    const figures: [string, string, () => number][] = [
      [
        'monitor_paused',
        'Whether this process judges nothing because its database does not answer.',
        () => Number(monitor.figures().paused),
      ],
      ['monitor_servers', 'Servers that this process watches.', () => monitor.figures().watching],
      [
        'monitor_shards',
        'Of the 64 shards of the fleet, those this process has leased.',
        () => monitor.figures().shards,
      ],
      ['probes_running', 'Probes under way.', () => monitor.figures().running],
      ['probes_overdue', 'Probes that are due and have to wait.', () => monitor.figures().waiting],
    ];
    for (const [name, help, read] of figures) this.read(name, help, read);
  }

  private watchConnections(): void {
    const pool = (this.dataSource.driver as unknown as { master: Pool }).master;
    this.read('database_connections', 'Connections to the database that are open.', () => pool.totalCount);
    this.read('database_connections_idle', 'Connections to the database that nobody uses.', () => pool.idleCount);
    this.read('database_queue_length', 'Queries that wait for a connection.', () => pool.waitingCount);
    this.read('stream_readers', 'Those who follow changes live.', () => this.stream.readers.size);
  }

  /** A gauge that is read when it is asked for. */
  private read(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `amiral_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
