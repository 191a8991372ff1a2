import type { Channel } from './channel.entity';
import { type Notice, type NoticeAlert, SEVERITIES, type Severity } from './notice';

type Wanted = Pick<Channel, 'kind' | 'minSeverity' | 'labels' | 'escalation'>;

/** Whether a notice goes to a channel. An Alertmanager repeats by rules of its own, so repeats are not for it. */
export function isMeantFor(channel: Wanted, notice: Pick<Notice, 'kind' | 'severity' | 'alerts'>): boolean {
  if (notice.kind === 'escalation' && !channel.escalation) return false;
  if (channel.kind === 'alertmanager' && (notice.kind === 'repeat' || notice.kind === 'escalation')) return false;
  if (!isSevereEnough(channel, notice.severity)) return false;
  return Object.keys(channel.labels).length === 0 || notice.alerts.some((alert) => carriesLabels(channel, alert));
}

/** Whether a channel wants to hear of this at all. */
export function isSevereEnough({ minSeverity }: Pick<Channel, 'minSeverity'>, severity: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minSeverity);
}

/** Whether the alert carries all labels that the channel asks for. */
export function carriesLabels({ labels }: Pick<Channel, 'labels'>, alert: Pick<NoticeAlert, 'labels'>): boolean {
  return Object.entries(labels).every(([name, value]) => alert.labels[name] === value);
}
