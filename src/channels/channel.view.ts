import type { Actor } from '../auth/actor';
import { Channel } from './channel.entity';
import type { ChannelView } from './channel.schemas';

/** What may be shown of a channel: whoever may not change it sees of a web address only the host, for its path may be a key. */
export function toChannelView(channel: Channel, actor: Actor): ChannelView {
  const { id, name, kind, enabled, minSeverity, labels, escalation, createdAt, updatedAt, version } = channel;
  const dates = {
    goneAt: channel.goneAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
  return {
    id,
    name,
    kind,
    enabled,
    minSeverity,
    labels,
    escalation,
    settings: settingsFor(channel, actor),
    ...dates,
    version,
  };
}

function settingsFor({ settings: { url, ...settings } }: Channel, actor: Actor): ChannelView['settings'] {
  if (typeof url !== 'string') return settings;
  return actor.can('update', Channel) ? { url, ...settings } : { host: new URL(url).host, ...settings };
}
