import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import type { ExpiringInstance, ExpiryView } from './expiry.schemas';

/** Instances dated until an hour from `$1`, where the plan suspends; `counts`: the date is later than that, and than its having the plan. */
export const DATED = `
SELECT i.id, i.name, i.state, i.server_id, i.plan_id, i.expires_at, i.service_access IS NOT NULL AS has_login,
    i.expires_at > GREATEST(p.suspend_on_expiry_since, i.plan_since) AS counts,
    h.held_at IS NOT NULL AND h.confirmed_at IS NULL AS held, h.confirmed_at IS NOT NULL AS confirmed
  FROM instances i JOIN plans p ON p.id = i.plan_id AND p.suspend_on_expiry_since IS NOT NULL
  LEFT JOIN expiry_holds h ON h.instance_id = i.id AND h.expires_at = i.expires_at
 WHERE i.expires_at <= $1::timestamptz + interval '1 h'`;

/** What is to be suspended, and what it waits for. Tables of operations/ and health/ are known here by name only. */
export const STANDING = `
SELECT d.*, CASE
    WHEN NOT d.has_login THEN 'no-service-login'
    WHEN d.held THEN 'confirmation'
    WHEN s.state <> 'active' OR (SELECT frozen FROM health_panic) THEN 'server-not-reachable'
    WHEN EXISTS (SELECT FROM operation_pauses WHERE server_id IS NULL OR server_id = d.server_id) THEN 'paused'
    WHEN EXISTS (SELECT FROM operations WHERE exclusion = 'instance:' || d.id AND ended_at IS NULL) THEN 'operation-in-progress'
    WHEN EXISTS (SELECT FROM operations o WHERE o.subject_type = 'instance' AND o.subject_id = d.id AND o.kind = 'suspend'
        AND o.requested_by IS NULL AND o.ended_at > $1::timestamptz - interval '1 h' AND o.state <> 'succeeded') THEN 'failed-before'
  END AS waits_for
  FROM (${DATED} AND i.state = 'active') d JOIN servers s ON s.id = d.server_id`;

/** More than this of the fleet within an hour is a mistake until somebody has said that it is none. */
export const LIMIT = `GREATEST(5, (SELECT count(*) FROM instances WHERE state = 'active') * 2 / 100)::integer`;

/** No list names more. */
const MOST = 1_000;

const ROWS = `
WITH standing AS (${STANDING}),
listed AS (SELECT *, CASE WHEN NOT counts THEN 'past' WHEN held THEN 'held' ELSE 'due' END AS list FROM standing
  WHERE counts OR expires_at <= $1),
ranked AS (SELECT *, row_number() OVER (PARTITION BY list ORDER BY expires_at, id) AS at, (count(*) OVER (PARTITION BY list))::integer AS total
  FROM listed)
SELECT list, total, id AS "instanceId", name, server_id AS "serverId", plan_id AS "planId", expires_at AS "expiresAt",
    CASE WHEN counts THEN waits_for END AS "waitsFor"
  FROM ranked WHERE at <= $2 ORDER BY expires_at, id`;

type List = 'due' | 'held' | 'past';
type Row = Omit<ExpiringInstance, 'expiresAt'> & { list: List; total: number; expiresAt: Date };

/** What is due, held, and left alone. */
@Injectable()
export class ExpiryQueries {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<ExpiryView> {
    const rows = await this.dataSource.query<Row[]>(ROWS, [this.clock.now(), MOST]);
    const [facts] = await this.dataSource.query<{ since: Date | null; limit: number }[]>(
      `SELECT (SELECT min(held_at) FROM expiry_holds WHERE confirmed_at IS NULL) AS since, ${LIMIT} AS "limit"`,
    );
    const total = (list: List) => rows.find((row) => row.list === list)?.total ?? 0;
    const items = (list: List) => rows.filter((row) => row.list === list).map(toItem);
    return {
      heldSince: facts?.since?.toISOString() ?? null,
      limit: facts?.limit ?? 0,
      total: { due: total('due'), held: total('held'), past: total('past') },
      due: items('due'),
      held: items('held'),
      past: items('past'),
    };
  }

  /** Whether its time is over, and its plan says what follows from that. */
  async isOver(tx: EntityManager, instanceId: string): Promise<boolean> {
    return (await this.over(tx, [instanceId])).length > 0;
  }

  /** Those of them whose time is over. */
  async over(tx: EntityManager, instanceIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT d.id FROM (${DATED}) d WHERE d.id = ANY($2) AND d.counts AND d.expires_at <= $1`,
      [this.clock.now(), instanceIds],
    );
    return rows.map(({ id }) => id);
  }
}

function toItem({ list: _list, total: _total, expiresAt, ...item }: Row): ExpiringInstance {
  return { ...item, expiresAt: expiresAt.toISOString() };
}
