import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { signed } from './signature';

const secret = () => `whsec_${randomBytes(24).toString('base64')}`;

describe('a signature', () => {
  it('is the one of the reference library', () => {
    const [id, body, at, key] = ['msg_1', '{"grüße":"✓"}', new Date('2026-11-22T03:00:00.750Z'), secret()];
    expect(signed(id, at, body, [key])).toEqual({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(key).sign(id, at, body),
    });
  });

  it('is there for each secret while one takes the place of the other', () => {
    const keys = [secret(), secret()];
    const headers = signed('msg_1', new Date(), '{"a":1}', keys);
    for (const key of keys) expect(new Webhook(key).verify('{"a":1}', headers)).toEqual({ a: 1 });
    expect(() => new Webhook(keys[0] ?? '').verify('{"a":2}', headers)).toThrow();
    expect(() => new Webhook(secret()).verify('{"a":1}', headers)).toThrow();
  });
});
