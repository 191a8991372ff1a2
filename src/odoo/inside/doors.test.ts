import { type Doors, openDoors } from './doors';

const TEMPLATE: Doors = {
  users: [
    { uid: 1, login: '__system__', active: false, passwordMark: null },
    { uid: 2, login: 'admin', active: true, passwordMark: 'a' },
    { uid: 7, login: 'service', active: true, passwordMark: 'b' },
  ],
  keyMarks: ['k'],
  others: 1,
};
const SHUT: Doors = {
  users: [
    { uid: 1, login: '__system__', active: false, passwordMark: null },
    { uid: 2, login: 'jeanne', active: true, passwordMark: 'x' },
    { uid: 7, login: 'service', active: false, passwordMark: 'y' },
    { uid: 8, login: 'own', active: true, passwordMark: 'z' },
  ],
  keyMarks: ['own'],
  others: 0,
};

const changed = (uid: number, change: object): Doors => ({
  ...SHUT,
  users: SHUT.users.map((user) => (user.uid === uid ? { ...user, ...change } : user)),
});

describe('the doors of a template', () => {
  it('are shut when no password, no key and no token of it is left', () => {
    expect(openDoors(TEMPLATE, SHUT, [7])).toEqual([]);
  });

  it.each<[string, Doors]>([
    ['a password is the same', changed(2, { passwordMark: 'a' })],
    ['a password is now that of another one', changed(8, { passwordMark: 'b' })],
    ['an archived user has his password: he could be let in again', changed(7, { passwordMark: 'b' })],
    ['the service user is active', changed(7, { active: true })],
    ['a key is there', { ...SHUT, keyMarks: ['own', 'k'] }],
    ['a token is there', { ...SHUT, others: 1 }],
  ])('are open when %s', (_why, copy) => {
    expect(openDoors(TEMPLATE, copy, [7])).toHaveLength(1);
  });
});
