import { randomBytes } from 'node:crypto';
import { KeyRing, placeOf, type Sealed } from './secrets';

const key = () => randomBytes(32).toString('base64');

describe('the key ring', () => {
  const [older, newest] = [key(), key()];
  const place = placeOf('servers', 'dbPassword', 'row-1');

  it('opens in its place what it has sealed, and shows nothing of it', () => {
    const ring = new KeyRing([newest]);
    const sealed = ring.seal('Tr0ub4dor é \u{1f511}', place);
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('Tr0ub4dor');
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString()).not.toContain('Tr0ub4dor');
    expect(ring.open(sealed, place)).toBe('Tr0ub4dor é \u{1f511}');
  });

  it('seals the same text differently each time', () => {
    const ring = new KeyRing([newest]);
    expect(new Set(Array.from({ length: 50 }, () => ring.seal('same', place))).size).toBe(50);
  });

  it.each([
    ['another row', placeOf('servers', 'dbPassword', 'row-2')],
    ['another column', placeOf('servers', 'masterPassword', 'row-1')],
    ['another table', placeOf('users', 'dbPassword', 'row-1')],
  ])('does not open what was copied to %s', (_where, other) => {
    const ring = new KeyRing([newest]);
    expect(() => ring.open(ring.seal('secret', place), other)).toThrow();
  });

  it('does not open what was changed', () => {
    const ring = new KeyRing([newest]);
    const [version, id, nonce = '', body = ''] = ring.seal('secret', place).split('.');
    const flipped = Buffer.from(body, 'base64url');
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    const changed = [
      [version, id, nonce, flipped.toString('base64url')],
      [version, id, randomBytes(12).toString('base64url'), body],
      [version, id, nonce, body.slice(0, 8)],
      [version, id, nonce, ''],
      ['v2', id, nonce, body],
      [version, 'ffffffff', nonce, body],
    ];
    for (const parts of changed) expect(() => ring.open(parts.join('.') as Sealed, place)).toThrow();
    expect(() => ring.open('plain text' as Sealed, place)).toThrow('No key of SECRET_KEYS opens');
  });

  it('opens under older keys what it seals again under the newest', () => {
    const old = new KeyRing([older]).seal('secret', place);
    const ring = new KeyRing([newest, older]);
    expect([ring.isNewest(old), ring.open(old, place)]).toEqual([false, 'secret']);
    const again = ring.seal(ring.open(old, place), place);
    expect(ring.isNewest(again)).toBe(true);
    expect(() => new KeyRing([older]).open(again, place)).toThrow(
      'No key of SECRET_KEYS opens servers.dbPassword:row-1; add the older key again.',
    );
  });

  it('derives other keys for each purpose, the newest first, never the keys themselves', () => {
    const ring = new KeyRing([newest, older]);
    const [tokens, others] = [ring.derive('tokens'), ring.derive('others')];
    const all = [...tokens, ...others].map(({ bytes }) => bytes.toString('base64'));
    expect(new Set([...all, newest, older]).size).toBe(6);
    expect(ring.derive('tokens')).toEqual(tokens);
    expect(new KeyRing([newest]).derive('tokens')).toEqual([tokens[0]]);
  });

  it.each([[[]], [['c2hvcnQ=']], [[key(), '']]])('needs at least one key, each of 32 bytes: %j', (keys) => {
    expect(() => new KeyRing(keys)).toThrow();
  });
});
