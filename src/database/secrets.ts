import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

const VERSION = 'v1';
/** Said on opening too: a shorter tag would be taken, and is easier to guess. */
const TAG = { authTagLength: 16 };

/** A secret as it is stored: only `KeyRing.open` makes it readable. */
export type Sealed = string & { readonly sealed: unique symbol };

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Keeps secrets unreadable at rest: AES-256-GCM (NIST SP 800-38D, random 96-bit nonces) under the newest key of the ring, bound to
 * the row and column they belong to, so that a value copied elsewhere does not open.
 */
@Injectable()
export class KeyRing {
  private readonly keys: readonly [Key, ...Key[]];

  /** @param keys base64 keys of 32 bytes, newest first */
  constructor(keys: readonly string[]) {
    const [newest, ...older] = keys.map(toKey);
    if (!newest) throw new Error('The key ring needs at least one key.');
    this.keys = [newest, ...older];
  }

  /**
   * @param place the column and row the value belongs to, from `placeOf`
   * @returns text to store: version, key id, nonce, ciphertext with tag
   */
  seal(plain: string, place: string): Sealed {
    const [{ id, bytes }] = this.keys;
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', bytes, nonce, TAG).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [VERSION, id, nonce.toString('base64url'), sealed.toString('base64url')].join('.') as Sealed;
  }

  /** @throws Error when the key is not in the ring or the value belongs to another place */
  open(stored: Sealed, place: string): string {
    const [version, id, nonce = '', body = ''] = stored.split('.');
    const key = this.keys.find((candidate) => candidate.id === id);
    if (version !== VERSION || !key) throw new Error(`No key of SECRET_KEYS opens ${place}; add the older key again.`);
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'), TAG)
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  }

  /** Whether `stored` is under the newest key already. */
  isNewest(stored: Sealed): boolean {
    return stored.split('.')[1] === this.keys[0].id;
  }

  /** Keys for another purpose, newest first, derived by HKDF-SHA256 (RFC 5869): 32 bytes each, with the id of their source. */
  derive(purpose: string): { id: string; bytes: Buffer }[] {
    return this.keys.map(({ id, bytes }) => ({ id, bytes: Buffer.from(hkdfSync('sha256', bytes, '', purpose, 32)) }));
  }
}

/** The place a secret is bound to: table, column and row. */
export function placeOf(table: string, column: string, id: string): string {
  return `${table}.${column}:${id}`;
}

function toKey(text: string): Key {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) throw new Error('A key of SECRET_KEYS is not 32 bytes.');
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}
