import type { FiringAlert } from '../notice';
import { linkOf } from './link';

/** What fires is told again each minute; not told four times, it is over for an Alertmanager too. */
const KEPT_MS = 4 * 60_000;

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
      ...Object.fromEntries(Object.entries(alert.labels).map(([name, value]) => [labelName(name), value])),
      alertname: alert.rule,
      severity: alert.severity,
      ...(alert.serverCode !== null && { server: alert.serverCode }),
    },
    annotations: { summary: alert.summary, ...(alert.serverName !== null && { server_name: alert.serverName }) },
    startsAt: alert.startsAt.toISOString(),
    endsAt: (alert.endsAt ?? new Date(now.getTime() + KEPT_MS)).toISOString(),
    ...linkTo(alert, publicUrl),
  }));
}

function linkTo(alert: FiringAlert, publicUrl: string | null): { generatorURL?: string } {
  const link = linkOf([alert], publicUrl);
  return link === null ? {} : { generatorURL: link };
}

/** Labels of servers may hold dots, dashes and slashes, which names in an Alertmanager may not. */
function labelName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/g, '_').replace(/^\d/, '_$&');
}
