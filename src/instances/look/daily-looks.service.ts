import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors';
import { withAdvisoryLock } from '../../database/locks';
import { AMIRAL } from '../../journal/journal.service';
import { Instance } from '../instance.entity';
import { InstanceWork } from '../instance-work.service';

/** So many are under way at once in the whole fleet, and one a server: nobody waits for them. */
const AT_ONCE = 4;

/** Each has its own second of the day, by the random end of its id. How long ago that of `i.id` was at `$1`, in seconds. */
export const AGE = `mod(extract(epoch FROM $1::timestamptz)::bigint + 86400
  - (get_byte(uuid_send(i.id), 14) * 256 + get_byte(uuid_send(i.id), 15))::bigint * 86400 / 65536, 86400)`;

/**
 * Once a day, within two hours of its moment and not again when that failed; where scheduled actions did not run it is looked again each
 * hour, so that it is known soon when they do. What is in service for less than a day has its people looking at it anyway.
 */
const DUE = `
SELECT DISTINCT ON (i.server_id) i.id, t.since
  FROM instances i JOIN servers s ON s.id = i.server_id
 CROSS JOIN LATERAL (SELECT ${AGE} AS age) a
 CROSS JOIN LATERAL (SELECT $1::timestamptz - CASE WHEN i.crons_late THEN interval '1 h' ELSE a.age * interval '1 s' END AS since) t
 WHERE i.state IN ('active', 'suspended') AND i.service_access IS NOT NULL AND (i.crons_late OR a.age < 7200)
   AND COALESCE(i.activated_at, i.created_at) < $1::timestamptz - interval '1 day'
   AND (i.inspected_at IS NULL OR i.inspected_at < t.since)
   AND s.state = 'active' AND s.reachability = 'reachable' AND s.health_status IN ('healthy', 'warning')
   AND NOT EXISTS (SELECT FROM operation_pauses p WHERE p.server_id IS NULL OR p.server_id = i.server_id)
   AND NOT EXISTS (SELECT FROM operations o WHERE o.exclusion = 'instance:' || i.id AND o.ended_at IS NULL)
   AND NOT EXISTS (SELECT FROM operations o WHERE o.subject_type = 'instance' AND o.subject_id = i.id AND o.kind = 'inspect'
                      AND o.created_at >= t.since)
   AND NOT EXISTS (${underWay('o.server_id = i.server_id')})
 ORDER BY i.server_id, t.since`;

/** The oldest first, as many as there is room for. */
const ROUND = `SELECT id FROM (${DUE}) due ORDER BY since
  LIMIT GREATEST(0, ${String(AT_ONCE)} - (SELECT count(*) FROM (${underWay('true')}) open))`;

function underWay(where: string): string {
  return `SELECT FROM operations o WHERE o.kind = 'inspect' AND o.state IN ('queued', 'running', 'compensating') AND ${where}`;
}

/** Has every database looked into once a day: it changes nothing there, and what it finds stands with the instance. */
@Injectable()
export class DailyLooks {
  private readonly logger = new Logger('Instances');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly work: InstanceWork,
    private readonly clock: Clock,
  ) {}

  /** In one process at a time. A busy one is asked for again in the next round. */
  @Interval(15_000)
  async lookAround(now = this.clock.now()): Promise<void> {
    try {
      await withAdvisoryLock(this.dataSource, 'looks', async (tx) => {
        const due = await tx.query<{ id: string }[]>(ROUND, [now]);
        for (const { id } of due) await this.begin(tx, id);
      });
    } catch (error) {
      this.logger.warn(`Looks inside that are due could not begin: ${(error as Error).message}`);
    }
  }

  private async begin(tx: EntityManager, id: string): Promise<void> {
    const lock = { mode: 'for_no_key_update', onLocked: 'skip_locked' } as const;
    const instance = await tx.findOne(Instance, { where: { id }, lock });
    if (!instance) return;
    try {
      await this.work.begin(tx, AMIRAL, instance, 'inspect', {});
    } catch (error) {
      // Another began in this moment, or its server went: the next round asks again.
      if (!(error instanceof DomainError)) throw error;
    }
  }
}
