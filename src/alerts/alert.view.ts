import type { Actor } from '../auth/actor';
import { Alert } from './alert.entity';
import type { AlertView } from './alert.schemas';
import type { ShownAlert } from './alerts.queries';
import { acknowledgeActions, iso, personOf } from './schemas';

/** What may be shown of an alert, by name, and what this caller may do with it now. */
export function toAlertView({ alert, toldAt }: ShownAlert, actor: Actor): AlertView {
  const { id, ruleId, kind, severity, state, silenced, serverId, serverName, serverCode, labels } = alert;
  const { instanceId, operationId } = alert;
  return {
    ...{ id, ruleId, kind, severity, state, silenced, serverId, serverName, serverCode, labels },
    ...{ instanceId, operationId },
    rule: alert.ruleName,
    incidentId: alert.incidentId,
    summary: alert.summary,
    pendingSince: iso(alert.pendingSince),
    startsAt: iso(alert.startsAt),
    endsAt: iso(alert.endsAt),
    endReason: alert.endReason,
    ended: alert.endNote,
    toldAt: iso(toldAt),
    escalatedAt: iso(alert.escalatedAt),
    acknowledgedAt: iso(alert.acknowledgedAt),
    acknowledgedBy: personOf(alert.acknowledgedBy, alert.acknowledgedByName),
    actions: acknowledgeActions(state === 'firing' ? alert : null, actor, Alert),
  };
}
