import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { Clock } from '../common/clock';
import { conflict } from '../common/errors';
import { changesBetween, Journal } from '../journal/journal.service';
import { Alert } from './alert.entity';
import { alertFact } from './alert.journal';
import { AlertsQueries, type ShownAlert } from './alerts.queries';
import { lockAlerts } from './alert-lock';

/** Who looks after what fires. */
@Injectable()
export class AlertsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: AlertsQueries,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

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
      const changes = changesBetween<Partial<Alert>>(before, alert, ['acknowledgedByName']);
      await this.journal.write(tx, actor, alertFact(action, alert, changes));
      return alert;
    });
    const [shown] = await this.queries.shown([changed]);
    return shown ?? { id, alert: changed, toldAt: null };
  }
}
