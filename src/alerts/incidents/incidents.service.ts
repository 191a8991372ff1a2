import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { Clock } from '../../common/clock';
import { conflict } from '../../common/errors';
import { changesBetween, Journal } from '../../journal/journal.service';
import { Alert } from '../alert.entity';
import { lockAlerts } from '../alert-lock';
import { Incident } from './incident.entity';
import { incidentFact } from './incident.journal';

/** Who takes care of an incident. */
@Injectable()
export class IncidentsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Somebody takes care of it, and of the alerts it consists of: no more calls until it is over. @throws DomainError 409 */
  acknowledge(actor: Actor, id: string, note: string | null): Promise<void> {
    return this.change(actor, 'acknowledge', id, (incident) => {
      if (incident.acknowledgedAt) {
        throw conflict('already-acknowledged', `${incident.acknowledgedByName ?? ''} has acknowledged this incident.`);
      }
      const by = { acknowledgedBy: actor.id, acknowledgedByName: actor.name };
      Object.assign(incident, { acknowledgedAt: this.clock.now(), note, ...by });
    });
  }

  /** Nobody takes care of it any more. @throws DomainError 409 */
  unacknowledge(actor: Actor, id: string): Promise<void> {
    return this.change(actor, 'unacknowledge', id, (incident) => {
      if (!incident.acknowledgedAt) throw conflict('not-acknowledged', 'Nobody has acknowledged this incident.');
      const nobody = { acknowledgedAt: null, acknowledgedBy: null, acknowledgedByName: null };
      Object.assign(incident, { note: null, ...nobody });
    });
  }

  private async change(
    actor: Actor,
    action: 'acknowledge' | 'unacknowledge',
    id: string,
    edit: (incident: Incident) => void,
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await lockAlerts(tx);
      const incident = await lockRow(tx, Incident, actor, { action, id });
      if (incident.closedAt)
        throw conflict('incident-closed', 'This incident is closed; there is nothing to take care of.');
      const before = { ...incident };
      edit(incident);
      await tx.save(incident);
      const { acknowledgedAt, acknowledgedBy, acknowledgedByName } = incident;
      await tx.update(
        Alert,
        { incidentId: id, settled: false },
        { acknowledgedAt, acknowledgedBy, acknowledgedByName },
      );
      const changes = changesBetween<Partial<Incident>>(before, incident, ['acknowledgedByName', 'note']);
      await this.journal.write(tx, actor, incidentFact(action, incident, changes));
    });
  }
}
