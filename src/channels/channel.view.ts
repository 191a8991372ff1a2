import type { Channel } from './channel.entity';
import type { ChannelView } from './channel.shapes';

/** What may be shown of a channel. */
export function toChannelView(channel: Channel): ChannelView {
  const { id, name, kind, enabled, minSeverity, labels, escalation, settings, createdAt, updatedAt, version } = channel;
  const dates = {
    goneAt: channel.goneAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
  return { id, name, kind, enabled, minSeverity, labels, escalation, settings, ...dates, version };
}
