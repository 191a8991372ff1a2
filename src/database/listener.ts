import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { DATABASE_URL } from './database-url';

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

/**
 * One connection that hears every NOTIFY of the cluster. Heard words may be missed while it is down, so whoever keeps something
 * because of them asks `isUp` and starts afresh on `onUp`.
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

  constructor(@Inject(DATABASE_URL) private readonly url: string) {}

  get isUp(): boolean {
    return this.client !== null;
  }

  /** Calls `handler` with the payload of each NOTIFY on `channel`; to be called before the application has started. */
  on(channel: string, handler: (payload: string) => void): void {
    this.handlers.set(channel, [...(this.handlers.get(channel) ?? []), handler]);
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
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url, keepAlive: true, application_name: 'amiral listener' });
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
    for (const handler of this.upHandlers) handler();
  }

  private lost(client: Client): void {
    if (this.client !== client) return;
    this.client = null;
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
