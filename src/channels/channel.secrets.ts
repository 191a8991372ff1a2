import { type KeyRing, placeOf } from '../database/secrets';
import type { Channel } from './channel.entity';
import { splitSecrets, type Endpoint, endpoint } from './channel.settings';

/** The columns that `secrets:rotate` seals again. */
export const CHANNEL_SECRETS = ['secrets'] as const;

type Row = Pick<Channel, 'id' | 'kind' | 'settings' | 'secrets'>;

/** How the channel is reached, secrets included: for the call that needs it and nothing else. */
export function reachOf({ id, kind, settings, secrets }: Row, ring: KeyRing): Endpoint {
  const hidden = JSON.parse(ring.open(secrets, place(id))) as object;
  return endpoint.parse({ kind, settings: { ...settings, ...hidden } });
}

/** Writes how it is reached into the row, what is secret sealed. */
export function setReach(channel: Row, to: Endpoint, ring: KeyRing): void {
  const { shown, secrets } = splitSecrets(to);
  channel.settings = shown;
  channel.secrets = ring.seal(JSON.stringify(secrets), place(channel.id));
}

function place(id: string): string {
  return placeOf('channels', 'secrets', id);
}
