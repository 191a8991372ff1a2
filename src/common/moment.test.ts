import { moment } from './moment';

describe('a time in a request', () => {
  const refusal = (text: unknown) => moment.safeParse(text).error?.issues.map(({ message }) => message);

  it.each([
    ['2027-01-31T22:00:00Z', '2027-01-31T22:00:00.000Z'],
    ['2027-01-31T23:00:00.123456789+01:00', '2027-01-31T22:00:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['0000-12-31T23:00:00-02:00', '0001-01-01T01:00:00.000Z'],
  ])('%s is given on as %s', (text, given) => {
    expect(moment.parse(text)).toBe(given);
  });

  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01', '0000-06-15T12:00:00Z'])(
    '%s is refused, because not every client can read it',
    (text) => {
      expect(refusal(text)).toEqual(['takes a time of the years 1 to 9999 (UTC)']);
    },
  );

  it.each([
    `2027-01-31T22:00:00.${'1'.repeat(200)}Z`,
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '2027-02-30T00:00:00Z',
    '2027-01-31T22:00:00+99:99',
    '2027-01-31 22:00:00',
    'infinity',
    '',
    5,
  ])('%s is refused as no time', (text) => {
    expect(refusal(text)).toEqual(['takes a time like 2027-01-31T22:00:00Z']);
  });
});
