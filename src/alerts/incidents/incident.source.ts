import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import type { Source } from '../../stream/source';
import { Incident } from './incident.entity';
import { toIncidentView } from './incident.view';
import { IncidentsQueries, type WithAlerts } from './incidents.queries';

/** How incidents are shown to those who follow what changes: as the list shows them. */
@Injectable()
export class IncidentSource implements Source<WithAlerts> {
  readonly kind = 'incident';
  readonly subject = Incident;

  constructor(private readonly queries: IncidentsQueries) {}

  read(ids: readonly string[]): Promise<WithAlerts[]> {
    return this.queries.find(ids);
  }

  view({ incident, alerts }: WithAlerts, actor: Actor) {
    return toIncidentView(incident, alerts, actor);
  }
}
