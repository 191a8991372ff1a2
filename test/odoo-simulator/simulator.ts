import { Listener } from './listener';
import { changed, HEALTHY, type Behaviour, type Certificate, type SimulatorOptions } from './options';
import { SimulatedOdoo } from './simulated-odoo';

export { simulatorCa } from './certificates';
export type { Certificate, Mode, SimulatorOptions, Version } from './options';

/** A simulated Odoo server on a port of its own. A process may hold many. */
export class OdooSimulator extends SimulatedOdoo {
  #listener: Listener | undefined;
  #stopped = false;
  /** Opening and closing the port happen one after the other, in the order they were asked for. */
  #queue: Promise<void> = Promise.resolve();

  private constructor(
    base: Behaviour,
    private readonly host: string,
    private readonly tls: Certificate | undefined,
  ) {
    super(base);
  }

  /**
   * Starts a server, healthy and without TLS unless told otherwise.
   * @throws Error when the port is taken, or TLS is asked for and there is no openssl
   */
  static async start(options: SimulatorOptions = {}): Promise<OdooSimulator> {
    return OdooSimulator.startAs(changed(HEALTHY, options), options);
  }

  /** As {@link start}, with a behaviour that many servers may share. */
  static async startAs(base: Behaviour, options: SimulatorOptions): Promise<OdooSimulator> {
    const { host = '127.0.0.1', port = 0, tls } = options;
    const simulator = new OdooSimulator(base, host, tls);
    simulator.#listener = await Listener.open(host, port, tls, () => simulator);
    await simulator.#settle();
    return simulator;
  }

  /** The port; the same before, during and after a stop. */
  override get port(): number {
    return this.#listener?.port ?? 0;
  }

  /** The address without a slash at its end. */
  get url(): string {
    return addressOf(this.host, this.port, this.tls);
  }

  /** Connections accepted since the start. */
  get accepted(): number {
    return this.#listener?.accepted ?? 0;
  }

  /** Changes the behaviour at once; resolves when the port is closed (mode `refusing`) or open again. */
  override set(change: Partial<Behaviour>): Promise<void> {
    this.apply(change);
    return this.#settle();
  }

  /** Closes the port and every connection: from then on it refuses. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.abandon();
    return this.#settle();
  }

  /** Closes every connection and listens on the same port again, also after {@link stop}. */
  async restart(): Promise<void> {
    await this.stop();
    this.#stopped = false;
    await this.#settle();
  }

  /** Closes every open connection, as nginx does with idle ones, and goes on listening. */
  dropConnections(): void {
    this.#listener?.drop();
  }

  #settle(): Promise<void> {
    const settled = this.#queue.then(async () => {
      const open = !this.#stopped && this.behaviour.mode !== 'refusing';
      await (open ? this.#listener?.reopen() : this.#listener?.close());
    });
    this.#queue = settled.catch(() => undefined);
    return settled;
  }
}

/** The URL of a port; an IPv6 address gets its brackets. */
export function addressOf(host: string, port: number, tls: Certificate | undefined): string {
  return `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
