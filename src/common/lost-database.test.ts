import { QueryFailedError } from 'typeorm';
import { isDatabaseLost, isValueRefused } from './lost-database';

const failed = (code: string) => new QueryFailedError('SELECT', [], Object.assign(new Error('x'), { code }));

describe('a database that is lost', () => {
  it.each([
    '08000',
    '08003',
    '08006',
    '08P01',
    '53000',
    '53200',
    '53300',
    '53400',
    '57P01',
    '57P02',
    '57P03',
    '57P05',
    '28P01',
    '3D000',
    '55000',
    'ECONNREFUSED',
    'EPIPE',
  ])('is told by %s', (code) => {
    expect([isDatabaseLost(failed(code)), isDatabaseLost(Object.assign(new Error('x'), { code }))]).toEqual([
      true,
      true,
    ]);
  });

  it.each(['22021', '22003', '22P05', '23505', '23514', '40P01', '42601', '54000', 'P0001', '57014', 'E08000'])(
    'is not told by %s',
    (code) => {
      expect(isDatabaseLost(failed(code))).toBe(false);
    },
  );

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect', 'Query read timeout'])(
    'is told without a code by "%s"',
    (message) => {
      expect(isDatabaseLost(new Error(message))).toBe(true);
    },
  );

  it.each([[new RangeError('Invalid time value')], ['thrown text'], [null], [undefined]])(
    'is not told by %p',
    (thrown) => {
      expect(isDatabaseLost(thrown)).toBe(false);
    },
  );
});

describe('a value that the database does not take', () => {
  it.each(['22021', '22003', '22P05', '23505', '23514', '54000', 'P0001'])('is told by %s', (code) => {
    expect([isValueRefused(failed(code)), isDatabaseLost(failed(code))]).toEqual([true, false]);
  });

  it.each([[new RangeError('Invalid time value')], [new TypeError('cannot be written')]])(
    'is told by what cannot even be written for it: %p',
    (thrown) => {
      expect([isValueRefused(thrown), isValueRefused(new QueryFailedError('', [], thrown))]).toEqual([true, true]);
    },
  );

  it.each([
    '42501',
    '42P01',
    '40001',
    '40P01',
    '55P03',
    '57014',
    'XX000',
    '0A000',
    '25006',
    '53100',
    '57P01',
    '08006',
    '3D000',
    'E22000',
  ])('is not told by %s', (code) => {
    expect(isValueRefused(failed(code))).toBe(false);
  });

  it.each([
    [new Error('Query read timeout')],
    [new Error('Cannot use a pool after calling end on the pool')],
    ['thrown text'],
    [null],
    [undefined],
  ])('is not told by %p', (thrown) => {
    expect(isValueRefused(thrown)).toBe(false);
  });
});
