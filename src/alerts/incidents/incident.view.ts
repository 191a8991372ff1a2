import type { Actor } from '../../auth/actor';
import type { Alert } from '../alert.entity';
import { acknowledgeActions, iso, personOf } from '../schemas';
import { Incident } from './incident.entity';
import type { IncidentRowView } from './incident.schemas';

/** What may be shown of an incident, by name, and what this caller may do with it now. */
export function toIncidentView(incident: Incident, alerts: readonly Alert[], actor: Actor): IncidentRowView {
  const { id, serverId, serverName, serverCode, severity, cause, closeReason, flapping, changes, note } = incident;
  return {
    ...{ id, serverId, serverName, serverCode, severity, cause, closeReason, flapping, changes, note },
    openedAt: iso(incident.openedAt),
    endedAt: iso(incident.endedAt),
    closedAt: iso(incident.closedAt),
    acknowledgedAt: iso(incident.acknowledgedAt),
    acknowledgedBy: personOf(incident.acknowledgedBy, incident.acknowledgedByName),
    alerts: alerts.map(({ id, ruleName, severity, state, startsAt, endsAt, endReason }) => ({
      id,
      rule: ruleName,
      severity,
      state,
      startsAt: iso(startsAt),
      endsAt: iso(endsAt),
      endReason,
    })),
    actions: acknowledgeActions(incident.closedAt ? null : incident, actor, Incident),
  };
}
