import { Listener } from './listener';
import { changed, HEALTHY, type Behaviour, type SimulatorOptions } from './options';
import type { HttpRequest } from './request';
import { SimulatedOdoo } from './simulated-odoo';
import { addressOf, OdooSimulator } from './simulator';

/** A fleet: how many servers, where, and how they behave at first. */
export interface FleetOptions extends Omit<SimulatorOptions, 'port'> {
  readonly servers: number;
  /** The first server's port, the others follow it; 0 or nothing takes free ones. With `onePort` the only port. */
  readonly basePort?: number;
  /** True serves them all, and any number more, from one port as `/s/0`, `/s/1` …; `refusing` then resets. */
  readonly onePort?: boolean;
}

/** Sums over a fleet. */
export interface FleetTotals {
  readonly received: number;
  readonly openNow: number;
  /** The most requests ever open at once on any one server. */
  readonly maxOpen: number;
  /** Requests that came to a server while another was open there. */
  readonly overlaps: number;
}

/** Many simulated servers in this process. */
export interface Fleet {
  /** Addresses of the servers 0 to `servers` - 1, without a slash at the end. */
  readonly urls: readonly string[];
  /** The server with this number. */
  at(index: number): SimulatedOdoo;
  /** Changes one server. */
  set(index: number, change: Partial<Behaviour>): Promise<void>;
  /** Changes all servers. */
  setAll(change: Partial<Behaviour>): Promise<void>;
  totals(): FleetTotals;
  /** Closes every port and connection. */
  stop(): Promise<void>;
}

/** Ports opened at a time: enough to be quick, few enough not to flood the event loop. */
const BATCH = 200;

/** Starts many servers in this process: each on its own port, or all on one port with `onePort`. */
export function startFleet(options: FleetOptions): Promise<Fleet> {
  return options.onePort === true ? OnePortFleet.start(options) : ManyPortsFleet.start(options);
}

class ManyPortsFleet implements Fleet {
  private constructor(private readonly servers: readonly OdooSimulator[]) {}

  static async start(options: FleetOptions): Promise<Fleet> {
    const { servers: count, basePort = 0 } = options;
    const base = changed(HEALTHY, options);
    const servers: OdooSimulator[] = [];
    try {
      for (let from = 0; from < count; from += BATCH) {
        const ports = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => portOf(basePort, from + i));
        servers.push(...(await Promise.all(ports.map((port) => OdooSimulator.startAs(base, { ...options, port })))));
      }
    } catch (error) {
      await Promise.all(servers.map((server) => server.stop()));
      throw error;
    }
    return new ManyPortsFleet(servers);
  }

  get urls(): readonly string[] {
    return this.servers.map((server) => server.url);
  }

  at(index: number): OdooSimulator {
    const server = this.servers[index];
    if (server === undefined) throw new RangeError(`There is no server ${String(index)}.`);
    return server;
  }

  set(index: number, change: Partial<Behaviour>): Promise<void> {
    return this.at(index).set(change);
  }

  async setAll(change: Partial<Behaviour>): Promise<void> {
    await Promise.all(this.servers.map((server) => server.set(change)));
  }

  totals(): FleetTotals {
    return sum(this.servers);
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }
}

class OnePortFleet implements Fleet {
  /** Made when first asked for, so that the fleet has no size. */
  readonly #servers = new Map<number, SimulatedOdoo>();
  #listener: Listener | undefined;

  private constructor(
    private base: Behaviour,
    private readonly options: FleetOptions,
  ) {}

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new OnePortFleet(changed(HEALTHY, options), options);
    const { host = '127.0.0.1', basePort = 0, tls } = options;
    fleet.#listener = await Listener.open(host, basePort, tls, (request) => fleet.#choose(request));
    return fleet;
  }

  get urls(): readonly string[] {
    const { host = '127.0.0.1', tls, servers } = this.options;
    const start = addressOf(host, this.#listener?.port ?? 0, tls);
    return Array.from({ length: servers }, (_, index) => `${start}/s/${String(index)}`);
  }

  at(index: number): SimulatedOdoo {
    let server = this.#servers.get(index);
    if (server === undefined) {
      server = new SimulatedOdoo(this.base);
      this.#servers.set(index, server);
    }
    return server;
  }

  set(index: number, change: Partial<Behaviour>): Promise<void> {
    return this.at(index).set(change);
  }

  async setAll(change: Partial<Behaviour>): Promise<void> {
    this.base = changed(this.base, change);
    for (const server of this.#servers.values()) await server.set(change);
  }

  totals(): FleetTotals {
    return sum(this.#servers.values());
  }

  async stop(): Promise<void> {
    await this.#listener?.close();
  }

  #choose(request?: HttpRequest): SimulatedOdoo | undefined {
    const found = request === undefined ? null : /^\/s\/(\d{1,9})(\/.*)?$/.exec(request.path);
    if (request === undefined || found === null) return undefined;
    request.path = found[2] ?? '/';
    return this.at(Number(found[1]));
  }
}

function portOf(basePort: number, index: number): number {
  return basePort === 0 ? 0 : basePort + index;
}

function sum(servers: Iterable<SimulatedOdoo>): FleetTotals {
  const totals = { received: 0, openNow: 0, maxOpen: 0, overlaps: 0 };
  for (const server of servers) {
    totals.received += server.received;
    totals.openNow += server.openNow;
    totals.maxOpen = Math.max(totals.maxOpen, server.maxOpen);
    totals.overlaps += server.overlaps;
  }
  return totals;
}
