import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict, DomainError } from '../common/errors';
import { Measures, secondsSince } from '../common/measures';
import { SharedReads } from '../common/shared-reads';
import { prepared } from '../database/prepared';
import type { PlacementRefusal } from './server-slots';
import type { ServerRow } from './servers.queries';
import { SELECT_SERVER_ROW } from './servers.queries';

declare module '../common/measures' {
  interface Measured {
    /** One search for the server of a new instance. */
    placement: { seconds: number; found: boolean };
  }
}

/**
 * How many unarchived servers were refused for which reason, each counted once, for the first that applies: `template`, after `health`, only
 * where a template is asked for.
 */
export type Rejected = Record<PlacementRefusal, number> & { template?: number };

declare module '../common/errors' {
  interface ErrorFacts {
    /** Beside `no-available-server`. */
    rejected?: Rejected;
  }
}

/** The filters and weighers of placement, as the index `servers_placement_idx` and the functions `take_slot` have them. */
const FITS = 's.placement_refusal IS NULL AND s.available_capacity >= $1';
const BEST = 'ORDER BY s.available_capacity DESC, s.free_slots DESC, s.sequence, s.code LIMIT 1';
/** Catalogue tables are known here by name only. */
const IS_READY = `EXISTS (SELECT FROM template_servers t WHERE t.template_id = $2 AND t.server_id = s.id AND t.state = 'ready')`;

const AVAILABLE = `${SELECT_SERVER_ROW} WHERE ${FITS} ${BEST}`;
const AVAILABLE_WITH = `${SELECT_SERVER_ROW} WHERE ${FITS} AND ${IS_READY} ${BEST}`;

const REJECTED = `SELECT coalesce(placement_refusal, 'capacity') AS reason, count(*)::integer AS servers
    FROM servers
   WHERE NOT archived AND (placement_refusal IS NOT NULL OR available_capacity < $1)
   GROUP BY 1`;
const REJECTED_WITH = `SELECT reason, count(*)::integer AS servers
    FROM (SELECT CASE WHEN s.placement_refusal IN ('state', 'cordoned', 'health') THEN s.placement_refusal
                      WHEN NOT ${IS_READY} THEN 'template'
                      WHEN s.placement_refusal IS NOT NULL OR s.available_capacity < $1 THEN 'capacity' END AS reason
            FROM servers s WHERE NOT s.archived) judged
   WHERE reason IS NOT NULL
   GROUP BY 1`;

interface Taken {
  id: string | null;
}

/** Where a new customer goes. */
@Injectable()
export class PlacementService {
  private readonly best = new SharedReads((minCapacityPercent: number) =>
    prepared<ServerRow>(this.dataSource, 'available-server', AVAILABLE, [minCapacityPercent]),
  );

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly measures: Measures,
  ) {}

  /**
   * The best server for a new instance.
   * @param templateId only servers where it is ready; absent: any
   * @throws DomainError 404 `no-available-server` with the rejected
   */
  async available(minCapacityPercent: number, templateId?: string): Promise<ServerRow> {
    const start = performance.now();
    const [best] =
      templateId === undefined
        ? await this.best.ask(minCapacityPercent)
        : await this.dataSource.query<ServerRow[]>(AVAILABLE_WITH, [minCapacityPercent, templateId]);
    this.measures.emit('placement', { seconds: secondsSince(start), found: best !== undefined });
    if (best) return best;
    const rejected = await this.rejected(minCapacityPercent, templateId);
    throw new DomainError('not-found', 'no-available-server', refusal(rejected), { rejected });
  }

  /**
   * Takes a slot of the best server, in the caller's transaction.
   * @param templateId of an instance that is made at once: only servers take it on which its template is ready
   * @returns the server's id
   * @throws DomainError 409 `no-available-server` with the rejected
   */
  async takeSlot(tx: EntityManager, minCapacityPercent: number, templateId: string | null = null): Promise<string> {
    const start = performance.now();
    const [taken] =
      templateId === null
        ? await tx.query<Taken[]>('SELECT take_slot($1) AS id', [minCapacityPercent])
        : await tx.query<Taken[]>('SELECT take_slot($1, $2) AS id', [minCapacityPercent, templateId]);
    this.measures.emit('placement', { seconds: secondsSince(start), found: Boolean(taken?.id) });
    if (taken?.id) return taken.id;
    const rejected = await this.rejected(minCapacityPercent, templateId ?? undefined, tx);
    throw conflict('no-available-server', refusal(rejected), { rejected });
  }

  /** How many servers a new instance cannot go to, and why. @param templateId of one that is made at once */
  async rejected(
    minCapacityPercent: number,
    templateId?: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Rejected> {
    const [text, values] =
      templateId === undefined ? [REJECTED, [minCapacityPercent]] : [REJECTED_WITH, [minCapacityPercent, templateId]];
    const rows = await manager.query<{ reason: keyof Rejected; servers: number }[]>(text, values);
    const none: Rejected = {
      state: 0,
      cordoned: 0,
      health: 0,
      ...(templateId !== undefined && { template: 0 }),
      capacity: 0,
    };
    return Object.assign(none, Object.fromEntries(rows.map(({ reason, servers }) => [reason, servers])));
  }
}

function refusal({ state, cordoned, health, template, capacity }: Rejected): string {
  const lacking = template === undefined ? '' : `${String(template)} without the template ready, `;
  return (
    `No server takes a new instance: ${String(state)} not active, ${String(cordoned)} cordoned, ` +
    `${String(health)} not healthy enough, ${lacking}${String(capacity)} without enough free capacity.`
  );
}
