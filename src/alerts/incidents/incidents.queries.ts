import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import { notFound } from '../../common/errors';
import { listOf } from '../../common/lists';
import { type Page, searched } from '../../common/pages';
import { ServerTransition } from '../../servers/server-transition.entity';
import { Alert } from '../alert.entity';
import { iso } from '../schemas';
import { Incident } from './incident.entity';
import type { IncidentQuery, TimelineEntry } from './incident.schemas';

/** An incident with the alerts it consists of. */
export interface WithAlerts {
  id: string;
  incident: Incident;
  alerts: Alert[];
}

const FIRING = { endReason: null, ended: null } as const;

const IN_STATE = { open: 'i.closedAt IS NULL', closed: 'i.closedAt IS NOT NULL' } as const;

/** What was sent at once in several notices, because channels hear of different servers, is one line; who took it is known by receipts. */
const NOTICES = `
SELECT sent.ids[1] AS id, sent.kind, sent.at, sent.alerts, d.waiting, d.failed,
       (SELECT COALESCE(json_agg(json_build_object('id', r.channel_id, 'name', r.channel_name, 'kind', r.channel_kind, 'at', r.at)
                                 ORDER BY r.channel_name, r.channel_id), '[]')
          FROM notice_receipts r WHERE r.notice_id = ANY(sent.ids)) AS channels
  FROM (SELECT n.kind, n.at, array_agg(DISTINCT n.notice_id) AS ids, count(DISTINCT a.id)::integer AS alerts
          FROM alert_notices n JOIN alerts a ON a.id = n.alert_id WHERE a.incident_id = $1 GROUP BY n.kind, n.at) sent
 CROSS JOIN LATERAL (
   SELECT count(*) FILTER (WHERE state = 'pending')::integer AS waiting, count(*) FILTER (WHERE state = 'failed')::integer AS failed
     FROM deliveries WHERE notice_id = ANY(sent.ids)) d`;

type NoticeLine = NonNullable<TimelineEntry['notice']> & { at: Date };

/** Reads for screens. */
@Injectable()
export class IncidentsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: IncidentQuery): Promise<Page<WithAlerts>> {
    const rows = this.matching(query);
    const page = await listOf(rows, { ...query, sort: query.sort ?? '-openedAt' });
    return { ...page, items: await this.withAlerts(page.items) };
  }

  /** Those of them that are there. */
  async find(ids: readonly string[]): Promise<WithAlerts[]> {
    return this.withAlerts(await this.dataSource.manager.findBy(Incident, { id: In([...ids]) }));
  }

  /** @throws DomainError 404 */
  async read(id: string): Promise<WithAlerts> {
    const [found] = await this.find([id]);
    if (!found) throw notFound('incident');
    return found;
  }

  /** What happened from its beginning to its end, in order. */
  async timeline({ incident, alerts }: WithAlerts): Promise<TimelineEntry[]> {
    const notices = await this.dataSource.query<NoticeLine[]>(NOTICES, [incident.id]);
    const entries: TimelineEntry[] = [
      ...(await this.transitionsOf(incident)),
      ...alerts.flatMap(toEntries),
      ...notices.map(toNoticeEntry),
    ];
    return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  private matching({ q, state, acknowledged, from, to, ...exact }: IncidentQuery) {
    const rows = this.dataSource.createQueryBuilder(Incident, 'i').where('true');
    if (q) rows.andWhere(searched('i'), { q });
    if (state) rows.andWhere(`(${state.map((each) => IN_STATE[each]).join(' OR ')})`);
    if (acknowledged) rows.andWhere('(i.acknowledgedAt IS NOT NULL) IN (:...acknowledged)', { acknowledged });
    for (const field of ['serverId', 'severity'] as const) {
      if (exact[field]) rows.andWhere(`i.${field} IN (:...${field})`, { [field]: exact[field] });
    }
    if (from) rows.andWhere('i.openedAt >= :from', { from });
    if (to) rows.andWhere('i.openedAt < :to', { to });
    return rows;
  }

  private async transitionsOf({ serverId, openedAt, closedAt }: Incident): Promise<TimelineEntry[]> {
    if (serverId === null) return [];
    const rows = await this.dataSource
      .createQueryBuilder(ServerTransition, 't')
      .where('t.serverId = :serverId AND t.at >= :openedAt', { serverId, openedAt })
      .andWhere('t.at <= :until', { until: closedAt ?? 'infinity' })
      .orderBy('t.id')
      .getMany();
    return rows.map(({ at, stateBefore, state, healthBefore, health }) => ({
      at: iso(at),
      kind: 'transition',
      transition: { stateBefore, state, healthBefore, health },
    }));
  }

  private async withAlerts(incidents: readonly Incident[]): Promise<WithAlerts[]> {
    const incidentId = In(incidents.map(({ id }) => id));
    const alerts = await this.dataSource.manager.find(Alert, { where: { incidentId }, order: { id: 'ASC' } });
    return incidents.map((incident) => ({
      id: incident.id,
      incident,
      alerts: alerts.filter((alert) => alert.incidentId === incident.id),
    }));
  }
}

function toNoticeEntry({ at, channels, ...notice }: NoticeLine): TimelineEntry {
  // Times inside of JSON are texts, as PostgreSQL writes them.
  const took = channels.map((channel) => ({ ...channel, at: iso(new Date(channel.at)) }));
  return { at: iso(at), kind: 'notice', notice: { ...notice, channels: took } };
}

function toEntries({ id, ruleName, severity, startsAt, endsAt, endReason, endNote }: Alert): TimelineEntry[] {
  const entry = (at: Date, state: 'firing' | 'resolved'): TimelineEntry => ({
    at: iso(at),
    kind: 'alert',
    alert: { id, rule: ruleName, severity, state, ...(state === 'resolved' ? { endReason, ended: endNote } : FIRING) },
  });
  return [...(startsAt ? [entry(startsAt, 'firing')] : []), ...(endsAt ? [entry(endsAt, 'resolved')] : [])];
}
