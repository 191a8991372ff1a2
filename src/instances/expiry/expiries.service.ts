import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../common/clock';
import { conflict, DomainError } from '../../common/errors';
import { SingleFlight } from '../../common/single-flight';
import { withAdvisoryLock } from '../../database/locks';
import { AMIRAL, Journal } from '../../journal/journal.service';
import { Instance } from '../instance.entity';
import { instanceFact } from '../instance.journal';
import { InstanceWork } from '../instance-work.service';
import { DATED, LIMIT, STANDING } from './expiry.queries';

/** How many a round begins at the most. */
const ROUND = 100;

const ACTIONABLE = `SELECT * FROM (${DATED} AND i.state = 'active') d WHERE d.counts AND d.has_login`;

/** Those that were begun unasked within the last hour count with those that are due within the next one. */
const TOO_MANY = `SELECT (SELECT count(*) FROM (${ACTIONABLE}) a WHERE NOT a.confirmed) + (
    SELECT count(*) FROM operations WHERE kind = 'suspend' AND requested_by IS NULL AND input ->> 'because' = 'expiry'
      AND input ->> 'confirmed' = 'false' AND created_at > $1::timestamptz - interval '1 h') > ${LIMIT} AS "tooMany",
  EXISTS (SELECT FROM expiry_holds WHERE confirmed_at IS NULL) AS "isHeld"`;

/** Another date than the one that was held, or confirmed, is held anew. */
const HOLD = `INSERT INTO expiry_holds AS h (instance_id, expires_at) SELECT id, expires_at FROM (${ACTIONABLE}) a
  ON CONFLICT (instance_id) DO UPDATE SET expires_at = excluded.expires_at, held_at = clock_timestamp(), confirmed_at = NULL
    WHERE h.expires_at <> excluded.expires_at`;

const LET_GO = `DELETE FROM expiry_holds h WHERE NOT EXISTS (
  SELECT FROM (${ACTIONABLE}) a WHERE a.id = h.instance_id AND a.expires_at = h.expires_at)`;

const READY = `SELECT id FROM (${STANDING}) s WHERE s.counts AND s.expires_at <= $1 AND s.waits_for IS NULL`;

const NOTICES = `
WITH told AS (
  INSERT INTO expiry_notices (instance_id, expires_at, days)
  SELECT i.id, i.expires_at, soon.days FROM instances i JOIN plans p ON p.id = i.plan_id AND p.suspend_on_expiry_since IS NOT NULL
    CROSS JOIN (VALUES (7), (1)) soon (days)
   WHERE i.state = 'active' AND i.expires_at > $1 AND i.expires_at <= $1::timestamptz + soon.days * interval '1 day'
  ON CONFLICT DO NOTHING RETURNING instance_id, expires_at, days)
SELECT i.id, i.name, told.expires_at AS "expiresAt", min(told.days) AS days FROM told JOIN instances i ON i.id = told.instance_id
 GROUP BY i.id, told.expires_at`;

const NOTHING_HELD = conflict('nothing-held', 'Nothing is held: there is nothing to confirm.');

/** Suspends instances whose time is over, where their plan says so; too many at once only when an administrator has confirmed them. */
@Injectable()
export class Expiries {
  private readonly logger = new Logger('Instances');
  private readonly round = new SingleFlight(() => this.suspendAll());

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly work: InstanceWork,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** One that cannot begin now is tried again, and keeps no other waiting. */
  @Interval(60_000)
  async suspendDue(): Promise<void> {
    try {
      await this.round.run();
    } catch (error) {
      this.logger.warn(`Instances whose time is over could not be read: ${(error as Error).message}`);
    }
  }

  /** Says of all that are held now that they are meant. @throws DomainError 409 `nothing-held` */
  async confirm(actor: Actor): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const [held] = await tx.query<[{ id: string; name: string }[], number]>(
        `UPDATE expiry_holds h SET confirmed_at = clock_timestamp() FROM instances i
          WHERE i.id = h.instance_id AND h.confirmed_at IS NULL RETURNING i.id, i.name`,
      );
      if (held.length === 0) throw NOTHING_HELD;
      await this.journal.write(tx, actor, ...held.map((row) => instanceFact('expiry-confirm', row as Instance)));
    });
  }

  private async suspendAll(): Promise<void> {
    const ready = await withAdvisoryLock(this.dataSource, 'expiry', (tx) => this.weigh(tx));
    for (const { id } of ready ?? []) await this.begin(id);
  }

  private async weigh(tx: EntityManager): Promise<{ id: string }[]> {
    const now = this.clock.now();
    await this.tellSoon(tx, now);
    await tx.query(LET_GO, [now]);
    const [weighed] = await tx.query<{ tooMany: boolean; isHeld: boolean }[]>(TOO_MANY, [now]);
    if (weighed?.tooMany || weighed?.isHeld) await tx.query(HOLD, [now]);
    return tx.query<{ id: string }[]>(`${READY} ORDER BY s.expires_at, s.id LIMIT $2`, [now, ROUND]);
  }

  private async tellSoon(tx: EntityManager, now: Date): Promise<void> {
    const soon = await tx.query<{ id: string; name: string; expiresAt: Date; days: number }[]>(NOTICES, [now]);
    if (soon.length === 0) return;
    const facts = soon.map(({ expiresAt, days, ...row }) =>
      instanceFact('expiry-notice', row as Instance, [
        { field: 'expiresAt', before: null, after: expiresAt.toISOString() },
        { field: 'days', before: null, after: days },
      ]),
    );
    await this.journal.write(tx, AMIRAL, ...facts);
  }

  /** Under the lock of its row it is asked anew: it may have been renewed, or begun elsewhere. */
  private async begin(id: string): Promise<void> {
    try {
      await this.dataSource.transaction(async (tx) => {
        const instance = await tx.findOne(Instance, { where: { id }, lock: { mode: 'for_no_key_update' } });
        const [due] = await tx.query<{ confirmed: boolean }[]>(
          `SELECT confirmed FROM (${STANDING}) s WHERE s.id = $2 AND s.counts AND s.expires_at <= $1 AND s.waits_for IS NULL`,
          [this.clock.now(), id],
        );
        if (instance === null || due === undefined) return;
        const input = { because: 'expiry', expiresAt: instance.expiresAt, confirmed: due.confirmed };
        await this.work.begin(tx, AMIRAL, instance, 'suspend', input);
      });
    } catch (error) {
      if (error instanceof DomainError) return;
      this.logger.warn(
        `The suspension of instance ${id}, whose time is over, could not begin: ${(error as Error).message}`,
      );
    }
  }
}
