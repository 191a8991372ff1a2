import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './embedded-error';
import { isAlive } from './processes';
import type { RunningServer } from './server';

const LOOK_MS = 500;
/** What is waited before each try to start it again, in milliseconds: what the dead one left behind may take a moment to go. */
const PAUSES_MS = [0, 2_000, 4_000] as const;
/** A server that ends within that time after such a start has not been started again, in milliseconds. */
const STEADY_MS = 60_000;
/** Until a server that was just started can be found and stopped, in milliseconds. */
const UNDER_WAY_MS = 5_000;

/** Starts a server again, on the same port, when it has ended without being told to. */
export class Guard {
  /** Resolves when it ended and could not be started again, three times in a row. */
  readonly lost: Promise<Error>;
  private reportLost: (error: Error) => void = () => undefined;
  private readonly look: NodeJS.Timeout;
  private restarting: Promise<void> | null = null;
  private released = false;
  private failures = 0;
  private startedAt = -Infinity;

  /**
   * @param restart starts the server again on its port
   * @param log takes single lines worth showing an operator
   */
  constructor(
    private server: RunningServer,
    private readonly restart: (port: number) => Promise<RunningServer>,
    private readonly log: (line: string) => void,
  ) {
    this.lost = new Promise((resolve) => {
      this.reportLost = resolve;
    });
    this.look = setInterval(() => {
      this.restarting ??= this.check().finally(() => {
        this.restarting = null;
      });
    }, LOOK_MS).unref();
  }

  /** Lets it end from now on; waits a while for a start that is under way, so that there is something to stop. */
  async release(): Promise<void> {
    this.end();
    if (this.restarting) await Promise.race([this.restarting, sleep(UNDER_WAY_MS, undefined, { ref: false })]);
  }

  private end(): void {
    this.released = true;
    clearInterval(this.look);
  }

  private async check(): Promise<void> {
    if (await isAlive(this.server.pid)) return;
    this.failures = performance.now() - this.startedAt < STEADY_MS ? this.failures + 1 : 0;
    let reason = 'it ends soon after each start';
    while (this.mayTry()) {
      this.log(`PostgreSQL (process ${this.server.pid}) has ended by itself: starting it again`);
      await sleep(PAUSES_MS[this.failures]);
      try {
        this.server = await this.restart(this.server.port);
        this.startedAt = performance.now();
        this.log(`PostgreSQL runs again (process ${this.server.pid})`);
        return;
      } catch (error) {
        this.failures++;
        reason = (error as Error).message;
        this.log(`PostgreSQL could not be started again: ${reason}`);
      }
    }
    if (this.released) return;
    this.end();
    this.reportLost(new EmbeddedError(`its PostgreSQL has ended and cannot be started again: ${reason}`));
  }

  private mayTry(): boolean {
    return !this.released && this.failures < PAUSES_MS.length;
  }
}
