import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  Optional,
} from '@nestjs/common';
import { Client } from 'pg';
import { endsWithin } from '../common/stopping';
import { DATABASE_URL } from './database-url';
import { type Channel, CHANNELS } from './notifications';

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;
const BEAT_MS = 10_000;
const GOODBYE_MS = 1_000;

/**
 * One connection that hears every NOTIFY of the cluster. Heard words may be missed while it is down, so whoever keeps something
 * because of them asks `isUp` and starts afresh on `onUp`. It asks for an answer every 10 s: firewalls forget silent connections
 * without telling either end.
 */
@Injectable()
export class Listener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Listener');
  private readonly handlers = new Map<string, ((payload: string) => void)[]>();
  private readonly upHandlers: (() => void)[] = [];
  private client: Client | null = null;
  private closed = false;
  private retryMs = FIRST_RETRY_MS;
  private retry: NodeJS.Timeout | null = null;
  private heart: NodeJS.Timeout | null = null;

  /** @param beatMs between two questions; whoever does not answer within half of it is gone */
  constructor(
    @Inject(DATABASE_URL) private readonly url: string,
    @Optional() private readonly beatMs: number = BEAT_MS,
  ) {}

  get isUp(): boolean {
    return this.client !== null;
  }

  /** Calls `handler` with the payload of each NOTIFY on `channel`; to be called before the application has started. */
  on(channel: Channel, handler: (payload: string) => void): void {
    const name = CHANNELS[channel];
    this.handlers.set(name, [...(this.handlers.get(name) ?? []), handler]);
  }

  /** Calls `handler` each time listening (re)starts: what was said before may have been missed. */
  onUp(handler: () => void): void {
    this.upHandlers.push(handler);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.heart) clearInterval(this.heart);
    const { client } = this;
    // A silent server never says goodbye; the connection then goes with the process.
    if (client) await endsWithin(client.end(), GOODBYE_MS);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      connectionTimeoutMillis: this.beatMs,
      query_timeout: this.beatMs / 2,
      keepAlive: true,
      application_name: 'amiral listener',
    });
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.handlers.get(channel) ?? []) handler(payload ?? '');
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      this.lost(client);
    });
    try {
      await client.connect();
      for (const channel of this.handlers.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      this.logger.warn(`Cannot listen to the database: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
      this.again();
      return;
    }
    if (this.closed) {
      await client.end();
      return;
    }
    this.client = client;
    this.retryMs = FIRST_RETRY_MS;
    this.heart = setInterval(() => void this.beat(client), this.beatMs);
    for (const handler of this.upHandlers) handler();
  }

  /** With a question open, `end` closes the connection without asking the other end, which would wait for ever. */
  private async beat(client: Client): Promise<void> {
    try {
      await client.query('SELECT 1');
    } catch {
      await client.end().catch(() => undefined);
    }
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.heart) clearInterval(this.heart);
    if (this.closed) return;
    this.logger.warn('The connection that listens to the database was lost.');
    this.again();
  }

  private again(): void {
    if (this.closed) return;
    this.retry = setTimeout(() => void this.connect(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
  }
}
