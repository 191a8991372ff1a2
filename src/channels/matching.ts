import { carries } from '../common/labels';
import type { Channel } from './channel.entity';
import { type Notice, type NoticeAlert, SEVERITIES, type Severity } from './notice';

/** What a channel asks for. */
export type Audience = Pick<Channel, 'id' | 'kind' | 'enabled' | 'minSeverity' | 'labels' | 'escalation'>;

/** Whether a channel is to be told this of an alert. An Alertmanager repeats by rules of its own, so repeats are not for it. */
export function wants(
  channel: Audience,
  kind: Notice['kind'],
  alert: Pick<NoticeAlert, 'labels'> & { severity: Severity },
): boolean {
  if (!channel.enabled || (kind === 'escalation' && !channel.escalation)) return false;
  if (channel.kind === 'alertmanager' && (kind === 'repeat' || kind === 'escalation')) return false;
  const isSevereEnough = SEVERITIES.indexOf(alert.severity) >= SEVERITIES.indexOf(channel.minSeverity);
  return isSevereEnough && carries(alert.labels, channel.labels);
}
