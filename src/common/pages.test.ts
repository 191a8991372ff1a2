import { z } from 'zod';
import { anyOf, idParam, listQuery, sortsOf, yesNo } from './pages';

const query = listQuery(['name', 'createdAt']).extend({ state: anyOf(z.enum(['on', 'off'])), done: anyOf(yesNo) });
const accepts = (given: object) => query.safeParse(given).success;

describe('the query of a list', () => {
  it('asks for the first 25 in no order unless it says otherwise', () => {
    expect(query.parse({})).toEqual({ page: 1, perPage: 25 });
    expect(query.parse({ page: '3', perPage: '200' })).toEqual({ page: 3, perPage: 200 });
  });

  it.each([
    { perPage: '201' },
    { perPage: '0' },
    { page: '0' },
    { page: 'x' },
    { page: ['1', '2'] },
    { colour: 'red' },
  ])('is refused as %j', (given) => {
    expect(accepts(given)).toBe(false);
  });

  it('takes a filter once or many times, each checked', () => {
    expect(query.parse({ state: 'on', done: ['true', 'false'] })).toMatchObject({ state: ['on'], done: [true, false] });
    expect(accepts({ state: ['on', 'other'] })).toBe(false);
    expect(accepts({ done: 'yes' })).toBe(false);
    expect(accepts({ state: Array<string>(51).fill('on') })).toBe(false);
  });

  it('is sorted by what may be sorted by, and nothing that only begins like it', () => {
    expect(sortsOf(query.parse({ sort: '-createdAt,name' }).sort)).toEqual([
      { field: 'createdAt', descending: true },
      { field: 'name', descending: false },
    ]);
    expect(sortsOf(undefined)).toEqual([]);
    for (const sort of ['names', 'nam', '-', '', 'name,', ',name', '--name', 'name desc', 'name\n']) {
      expect([sort, accepts({ sort })]).toEqual([sort, false]);
    }
  });
});

describe('an id in a path', () => {
  const ID = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

  it('is a UUID of any version, and the same in capitals', () => {
    expect(idParam.parse(ID.toUpperCase())).toBe(ID);
    for (const id of ['00000000-0000-0000-0000-000000000000', '11111111-1111-1111-1111-111111111111']) {
      expect(idParam.parse(id)).toBe(id);
    }
  });

  it.each(['', 'prod-1', ID.slice(1), `${ID}0`, `{${ID}}`, ID.replaceAll('-', ''), `${ID}\n`, `'${ID}'`])(
    'is not %j',
    (text) => {
      expect(idParam.safeParse(text).success).toBe(false);
    },
  );
});
