import { email } from './email';

describe('an e-mail address in a request', () => {
  it.each(['lea@example.com', "o'neil+odoo@mail.example.co.uk"])('%s is one', (text) => {
    expect(email.parse(text)).toBe(text);
  });

  it.each(['lea', '@example.com', 'lea@localhost', 'lea@example..com', 'a b@example.com', ''])('%j is none', (text) => {
    expect(email.safeParse(text).success).toBe(false);
  });

  it('is refused for its length before anybody looks at its form', () => {
    const { error } = email.safeParse('a.'.repeat(500_000));
    expect(error?.issues.map(({ code }) => code)).toEqual(['too_big']);
  });
});
