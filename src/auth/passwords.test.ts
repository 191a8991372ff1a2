import { hash, verify } from '@node-rs/argon2';
import { hashPassword, randomPassword, verifyPassword } from './passwords';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify), hash: jest.fn(real.hash) };
});

describe('passwords', () => {
  it('are hashed with argon2id at the cost OWASP asks for, each with a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('same'), hashPassword('same')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, 'same')).toBe(true);
    expect(await verifyPassword(one, 'Same')).toBe(false);
  });

  it('cost the same work for nobody as for somebody, and are never right for nobody', async () => {
    const stored = await hashPassword('right');
    await verifyPassword(null, 'first');
    jest.mocked(hash).mockClear();
    for (const who of [stored, null]) {
      jest.mocked(verify).mockClear();
      expect(await verifyPassword(who, 'wrong')).toBe(false);
      const [[used] = ['']] = jest.mocked(verify).mock.calls;
      expect(String(used)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    }
    expect(hash).not.toHaveBeenCalled();
    jest.mocked(verify).mockResolvedValueOnce(true);
    expect(await verifyPassword(null, 'whatever matches')).toBe(false);
  });

  it('are the same however the keyboard writes an é, also those that were hashed as they were typed', async () => {
    const [composed, apart] = ['d\u00e9j\u00e0 vu partout', 'de\u0301ja\u0300 vu partout'];
    for (const stored of [
      await hashPassword(composed),
      await hashPassword(apart),
      await hash(apart),
      await hash(composed),
    ]) {
      for (const typed of [composed, apart]) expect(await verifyPassword(stored, typed)).toBe(true);
      expect(await verifyPassword(stored, 'deja vu partout')).toBe(false);
    }
  });

  it('are long and never the same when they are made up', () => {
    const made = new Set(Array.from({ length: 100 }, randomPassword));
    expect(made.size).toBe(100);
    for (const one of made) expect(one).toMatch(/^[\w-]{24}$/);
  });
});
