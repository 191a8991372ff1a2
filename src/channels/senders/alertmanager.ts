import { withPlainNames } from '../../common/label-names';
import type { FiringAlert } from '../notice';
import { linkOf } from './link';

/** What fires is told again each minute; not told four times, it is over for an Alertmanager too. */
const KEPT_MS = 4 * 60_000;

/** What we say of each alert ourselves; labels of servers with these names stand beside them. */
const OWN_LABELS = ['alertname', 'severity', 'server', 'instance_id', 'operation_id'];

/** An alert as `POST /api/v2/alerts` takes it. */
interface PostableAlert {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  startsAt: string;
  endsAt: string;
  generatorURL?: string;
}

/**
 * Alerts for an Alertmanager. Their labels are what it knows them by, so nothing that changes while one fires may be among them.
 * @param now one that has no end is said to end a while after this
 * @param publicUrl the origin at which browsers open the console, or null
 */
export function postableAlerts(alerts: readonly FiringAlert[], now: Date, publicUrl: string | null): PostableAlert[] {
  return alerts.map((alert) => ({
    labels: {
      ...withPlainNames(alert.labels, { taken: OWN_LABELS }),
      alertname: alert.rule,
      severity: alert.severity,
      ...(alert.serverCode !== null && { server: alert.serverCode }),
      ...(alert.instanceId !== null && { instance_id: alert.instanceId }),
      ...(alert.operationId !== null && { operation_id: alert.operationId }),
    },
    annotations: {
      summary: alert.summary,
      ...(alert.serverName !== null && { server_name: alert.serverName }),
      // An Alertmanager knows one way to end and calls it resolved; its templates can tell the others by this.
      ...(alert.ended !== null && { ended: alert.ended }),
    },
    startsAt: alert.startsAt.toISOString(),
    endsAt: (alert.endsAt ?? new Date(now.getTime() + KEPT_MS)).toISOString(),
    ...linkTo(alert, publicUrl),
  }));
}

function linkTo(alert: FiringAlert, publicUrl: string | null): { generatorURL?: string } {
  const link = linkOf([alert], publicUrl);
  return link === null ? {} : { generatorURL: link };
}
