import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { FiringAlert } from '../channels/notice';
import { listOf } from '../common/lists';
import { type Page, searched } from '../common/pages';
import { Alert } from './alert.entity';
import type { AlertQuery } from './alert.schemas';
import { toNoticeAlert } from './evaluation/notices';
import { readRows } from './evaluation/rows';

/** An alert, and when a channel last took a notice that it fires; null when none ever has. */
export interface ShownAlert {
  id: string;
  alert: Alert;
  toldAt: Date | null;
}

const LAST_RECEIPTS = `
SELECT n.alert_id AS id, max(r.at) AS at FROM alert_notices n JOIN notice_receipts r ON r.notice_id = n.notice_id
 WHERE n.alert_id = ANY($1) AND n.kind IN ('firing', 'repeat', 'escalation') GROUP BY n.alert_id`;

/** Reads for screens. */
@Injectable()
export class AlertsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: AlertQuery): Promise<Page<ShownAlert>> {
    const { q, rule, silenced, ...exact } = query;
    const rows = this.dataSource.createQueryBuilder(Alert, 'a').where('true');
    if (q) rows.andWhere(searched('a'), { q });
    if (rule) rows.andWhere('a.ruleId IN (:...rule)', { rule });
    if (silenced) rows.andWhere('a.silenced IN (:...silenced)', { silenced });
    for (const field of ['state', 'kind', 'severity', 'serverId', 'instanceId', 'operationId', 'incidentId'] as const) {
      if (exact[field]) rows.andWhere(`a.${field} IN (:...${field})`, { [field]: exact[field] });
    }
    const page = await listOf(rows, query);
    return { ...page, items: await this.shown(page.items) };
  }

  /** Those of them that are there. */
  async find(ids: readonly string[]): Promise<ShownAlert[]> {
    return this.shown(await this.dataSource.manager.findBy(Alert, { id: In([...ids]) }));
  }

  /** What fires now and is not kept quiet, for receivers that want to be told again and again. */
  async firing(): Promise<FiringAlert[]> {
    const which = `NOT settled AND state = 'firing' AND NOT silenced`;
    const rows = await this.dataSource.transaction((tx) => readRows(tx, Alert, which));
    return rows.map((alert) => ({ ...toNoticeAlert(alert), severity: alert.severity }));
  }

  /** With what has arrived of what was sent about them. */
  async shown(alerts: readonly Alert[]): Promise<ShownAlert[]> {
    const rows = await this.dataSource.query<{ id: string; at: Date }[]>(LAST_RECEIPTS, [alerts.map(({ id }) => id)]);
    const receivedAt = new Map(rows.map(({ id, at }) => [id, at]));
    return alerts.map((alert) => ({ id: alert.id, alert, toldAt: receivedAt.get(alert.id) ?? null }));
  }
}
