import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { OverviewView } from './overview.schemas';
import { HEALTH_STATUSES, SERVER_STATES } from './server.states';
import { toServerView } from './server.view';
import { type FleetPart, type ServerRow, ServersQueries } from './servers.queries';

const NEARLY_FULL_PERCENT = 20;
const SHOWN = 10;

interface Reading {
  parts: FleetPart[];
  worst: ServerRow[];
}

/** The whole fleet at a glance. */
@Injectable()
export class OverviewQueries {
  private last: Promise<unknown> = Promise.resolve();
  private next: Promise<Reading> | null = null;

  constructor(private readonly queries: ServersQueries) {}

  async overview(actor: Actor): Promise<OverviewView> {
    const { parts, worst } = await this.reading();
    const sum = (key: 'servers' | 'cordoned' | 'max' | 'used' | 'placeable', of = parts) =>
      of.reduce((all, part) => all + part[key], 0);
    return {
      servers: sum('servers'),
      cordoned: sum('cordoned'),
      byState: SERVER_STATES.map((word) => ({
        state: word,
        servers: sum(
          'servers',
          parts.filter(({ state }) => state === word),
        ),
      })),
      byHealth: HEALTH_STATUSES.map((word) => ({
        healthStatus: word,
        servers: sum(
          'servers',
          parts.filter(({ health }) => health === word),
        ),
      })),
      slots: { total: sum('max'), used: sum('used'), placeable: sum('placeable') },
      worst: worst.map((row) => toServerView(row, actor)),
    };
  }

  /** One at a time. Who comes meanwhile was perhaps just told of a change, so all of them share the next one. */
  private async reading(): Promise<Reading> {
    this.next ??= this.last
      .catch(() => undefined)
      .then(() => {
        this.next = null;
        return this.read();
      });
    this.last = this.next;
    return this.next;
  }

  private async read(): Promise<Reading> {
    const [parts, worst] = [await this.queries.parts(), await this.queries.worst(NEARLY_FULL_PERCENT, SHOWN)];
    return { parts, worst };
  }
}
