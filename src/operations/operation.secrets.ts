import { type KeyRing, placeOf, type Sealed } from '../database/secrets';

/** The columns that are sealed. */
export const OPERATION_SECRETS = ['secrets', 'reveal'] as const;

type Texts = Readonly<Record<string, string>>;

/** Secrets that the steps of an operation need, as one sealed text. */
export function sealSecrets(ring: KeyRing, id: string, secrets: Texts): Sealed {
  return ring.seal(JSON.stringify(secrets), placeOf('operations', 'secrets', id));
}

export function openSecrets(ring: KeyRing, id: string, stored: Sealed | null): Texts {
  return stored === null ? {} : (JSON.parse(ring.open(stored, placeOf('operations', 'secrets', id))) as Texts);
}

/** What is shown once. */
export function sealReveal(ring: KeyRing, id: string, shown: Texts): Sealed {
  return ring.seal(JSON.stringify(shown), placeOf('operations', 'reveal', id));
}

export function openReveal(ring: KeyRing, id: string, stored: Sealed): Texts {
  return JSON.parse(ring.open(stored, placeOf('operations', 'reveal', id))) as Texts;
}
