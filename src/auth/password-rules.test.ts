import { type DomainError } from '../common/errors';
import { refuseWeakPassword } from './password-rules';

describe('a new password', () => {
  const owner = { email: 'lea.martin@example.com', name: 'Léa Martin' };
  const refusal = (password: string) => {
    try {
      refuseWeakPassword('password', password, owner);
      return null;
    } catch (error) {
      return (error as DomainError).facts.errors?.[0]?.message;
    }
  };

  it.each(['password1234', 'Password1234!', 'qwertyuiop12', '123456789012', 'unbelievable', 'x'.repeat(200)])(
    '%s is refused, because everybody tries it',
    (password) => {
      expect(refusal(password)).toMatch(/^is among the first/);
    },
  );

  it.each([
    'lea.martin@example.com',
    'LeaMartin2026',
    'Léa-Martin-12',
    'amiral-2026!!',
    'AmiralAmiral',
    'martin.example',
  ])('%s is refused, because it is little more than a name', (password) => {
    expect(refusal(password)).toMatch(/^is little more than a name/);
  });

  it.each(['correct horse battery staple', 'correct-horse-battery', 'martin aime les huîtres', 'q8#vT2!mZ0p$'])(
    '%s is taken',
    (password) => {
      expect(refusal(password)).toBeNull();
    },
  );
});
