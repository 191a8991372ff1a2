import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import type { FiringAlert } from '../channels/notice';
import { Clock } from '../common/clock';
import { conflict } from '../common/errors';
import { type Page, searched } from '../common/pages';
import { changesBetween, Journal } from '../journal/journal.service';
import { Alert } from './alert.entity';
import type { AlertQuery } from './alert.schemas';
import { type ShownAlert, withTold } from './alert-told';
import { toNoticeAlert } from './evaluation/notices';
import { readRows } from './evaluation/rows';
import { listOf } from './list';
import { lockAlerts } from './alert-lock';

/** What fires, and who knows of it. */
@Injectable()
export class AlertsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async list(query: AlertQuery): Promise<Page<ShownAlert>> {
    const { q, rule, silenced, ...exact } = query;
    const rows = this.dataSource.createQueryBuilder(Alert, 'a').where('true');
    if (q) rows.andWhere(searched('a'), { q });
    if (rule) rows.andWhere('a.ruleId IN (:...rule)', { rule });
    if (silenced) rows.andWhere('a.silenced IN (:...silenced)', { silenced });
    for (const field of ['state', 'kind', 'severity', 'serverId', 'incidentId'] as const) {
      if (exact[field]) rows.andWhere(`a.${field} IN (:...${field})`, { [field]: exact[field] });
    }
    const page = await listOf(rows, query);
    return { ...page, items: await withTold(this.dataSource.manager, page.items) };
  }

  /** What fires now and is not kept quiet, for receivers that want to be told again and again. */
  async firing(): Promise<FiringAlert[]> {
    const rows = await readRows(this.dataSource.manager, Alert, `NOT settled AND state = 'firing' AND NOT silenced`);
    return rows.map((alert) => ({ ...toNoticeAlert(alert), severity: alert.severity }));
  }

  /** Somebody looks after it: no more calls until it is over. @throws DomainError 409 */
  acknowledge(actor: Actor, id: string): Promise<ShownAlert> {
    return this.change(actor, 'acknowledge', id, (alert) => {
      if (alert.acknowledgedAt) throw conflict('already-acknowledged', 'Somebody has acknowledged this alert already.');
      const by = { acknowledgedBy: actor.id, acknowledgedByName: actor.name };
      Object.assign(alert, { acknowledgedAt: this.clock.now(), ...by });
    });
  }

  /** Nobody looks after it any more. @throws DomainError 409 */
  unacknowledge(actor: Actor, id: string): Promise<ShownAlert> {
    return this.change(actor, 'unacknowledge', id, (alert) => {
      if (!alert.acknowledgedAt) throw conflict('not-acknowledged', 'Nobody has acknowledged this alert.');
      Object.assign(alert, { acknowledgedAt: null, acknowledgedBy: null, acknowledgedByName: null });
    });
  }

  private async change(
    actor: Actor,
    action: 'acknowledge' | 'unacknowledge',
    id: string,
    edit: (alert: Alert) => void,
  ): Promise<ShownAlert> {
    const changed = await this.dataSource.transaction(async (tx) => {
      await lockAlerts(tx);
      const alert = await lockRow(tx, Alert, actor, { action, id });
      if (alert.state !== 'firing') throw conflict('not-firing', 'This alert does not fire; there is nothing to do.');
      const before = { ...alert };
      edit(alert);
      await tx.save(alert);
      const subjectName = `${alert.ruleName}${alert.serverCode ? ` (${alert.serverCode})` : ''}`;
      const changes = changesBetween<Partial<Alert>>(before, alert, ['acknowledgedByName']);
      await this.journal.write(tx, actor, { action, subjectType: 'alert', subjectId: id, subjectName, changes });
      return alert;
    });
    const [shown] = await withTold(this.dataSource.manager, [changed]);
    return shown ?? { id, alert: changed, toldAt: null };
  }
}
