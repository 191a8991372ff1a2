import { pbkdf2Sync } from 'node:crypto';
import { accessKey } from './access-key';

describe('a key that is put in with a restore', () => {
  const LINE =
    /^INSERT INTO public\.res_users_apikeys \(name, user_id, scope, index, key\) VALUES \('Amiral', 2, 'rpc', '([0-9a-f]{8})', '\$pbkdf2-sha512\$6000\$([A-Za-z0-9./]{22})\$([A-Za-z0-9./]{86})'\);\n$/;

  it('is verified by the hash in its line, as passlib writes it', () => {
    const { key, sql } = accessKey(2);
    const [, index, salt = '', hash = ''] = LINE.exec(sql) ?? [];
    const bytes = (text: string): Buffer => Buffer.from(text.replaceAll('.', '+'), 'base64');
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(index).toBe(key.slice(0, 8));
    expect(pbkdf2Sync(key, bytes(salt), 6_000, 64, 'sha512').equals(bytes(hash))).toBe(true);
  });

  it('stands in its line nowhere', () => {
    const { key, sql } = accessKey(2);
    expect(sql).not.toContain(key);
  });

  it('is another one each time', () => {
    expect(accessKey(2).key).not.toBe(accessKey(2).key);
  });

  it.each([0, -1, 1.5, Number.NaN])('is made for no user %p', (uid) => {
    expect(() => accessKey(uid)).toThrow(RangeError);
  });
});
