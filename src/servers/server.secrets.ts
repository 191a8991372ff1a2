import { type KeyRing, placeOf, type Sealed } from '../database/secrets';
import type { Server } from './server.entity';

export const SERVER_SECRETS = ['serverPassword', 'dbPassword', 'masterPassword'] as const;
export type ServerSecret = (typeof SERVER_SECRETS)[number];

/** Seals the secrets named in `given` into the row: null clears one, undefined leaves it. */
export function sealSecrets(server: Server, given: Partial<Record<ServerSecret, string | null>>, ring: KeyRing): void {
  for (const secret of SERVER_SECRETS) {
    const plain = given[secret];
    if (plain === undefined) continue;
    server[secret] = plain === null ? null : ring.seal(plain, placeOf('servers', secret, server.id));
  }
}

/** The plain secret of a row, for the call that needs it and nothing else; null when none is set. */
export function openSecret(id: string, secret: ServerSecret, stored: Sealed | null, ring: KeyRing): string | null {
  return stored === null ? null : ring.open(stored, placeOf('servers', secret, id));
}
