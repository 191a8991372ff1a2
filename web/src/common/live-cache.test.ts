import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { type Row, showFigures, showRecord, shownRows } from './live-cache';

interface Shown {
  data: Row[];
  total: number;
}

describe('what is told of a server', () => {
  const client = new QueryClient();
  const undo: (() => void)[] = [];
  const byName = { field: 'name', order: 'ASC' };
  const list = (filter: object, sort = byName) => ['servers', 'getList', { filter, sort }];
  const ALL = list({});
  const ACTIVE = list({ state: 'active' });
  const OFFLINE = list({ state: 'offline' });
  const FOUND = list({ q: 'par' });
  const ONE = ['servers', 'getOne', { id: 'a' }];
  const PLACE = ['servers', 'available', 20];
  const a: Row = { id: 'a', name: 'Paris', state: 'active', cordoned: false, lastCheckAt: '2027-01-01T10:00:00.000Z' };
  const b: Row = { ...a, id: 'b', name: 'Lyon' };

  /** As a page shows it. */
  const show = (queryKey: unknown[], data: unknown) => {
    client.setQueryData(queryKey, data);
    const observer = new QueryObserver(client, { queryKey, enabled: true, staleTime: Infinity });
    undo.push(observer.subscribe(() => undefined));
  };
  const rows = (key: unknown[]) => client.getQueryData<Shown>(key)?.data;
  const keysOf = (queries: { queryKey: readonly unknown[] }[]) => queries.map(({ queryKey }) => queryKey);

  beforeEach(() => {
    show(ALL, { data: [b, a], total: 2 });
    show(ACTIVE, { data: [b, a], total: 2 });
    show(OFFLINE, { data: [], total: 0 });
    show(ONE, a);
  });
  afterEach(() => {
    for (const end of undo.splice(0)) end();
    client.clear();
  });

  it('stands in each list and on its page, and nothing is read again when it cannot move', () => {
    const cordoned = { ...a, cordoned: true };
    expect(showRecord(client, 'servers', cordoned)).toEqual([]);
    expect(rows(ALL)).toEqual([b, cordoned]);
    expect(rows(ACTIVE)).toEqual([b, cordoned]);
    expect(client.getQueryData(ONE)).toEqual(cordoned);
  });

  it('has the lists read again in which it may come, go or move', () => {
    expect(keysOf(showRecord(client, 'servers', { ...a, state: 'offline' }))).toEqual([ACTIVE, OFFLINE]);
    expect(keysOf(showRecord(client, 'servers', { ...a, state: 'offline', name: 'Arras' }))).toEqual([
      ALL,
      ACTIVE,
      OFFLINE,
    ]);
    expect(keysOf(showRecord(client, 'servers', { ...a, id: 'c' }))).toEqual([ALL, ACTIVE, OFFLINE]);
  });

  it('leaves to the server what no row tells: a search, or the best place', () => {
    show(FOUND, { data: [a], total: 1 });
    show(PLACE, { server: a, rejected: {} });
    expect(keysOf(showRecord(client, 'servers', { ...a, cordoned: true }))).toEqual([FOUND, PLACE]);
  });

  it('that is gone has every list read again, and its page', () => {
    show(['servers', 'getOne', { id: 'b' }], b);
    expect(keysOf(showRecord(client, 'servers', { id: 'a', deleted: true }))).toEqual([ALL, ACTIVE, OFFLINE, ONE]);
    expect(rows(ALL)).toEqual([b, a]);
  });

  it('does not give way to an older answer that is still under way', () => {
    client.query({ queryKey: ALL, queryFn: () => new Promise(() => undefined) }).catch(() => undefined);
    expect(keysOf(showRecord(client, 'servers', { ...a, cordoned: true }))).toEqual([ALL]);
  });

  it('takes a probe only when it is the later one', () => {
    const later = { id: 'a', responseTimeMs: 5, lastCheckAt: '2027-01-01T10:00:02.000Z' };
    showFigures(client, 'servers', later);
    expect(rows(ALL)).toEqual([b, { ...a, ...later }]);
    showFigures(client, 'servers', { ...later, responseTimeMs: 9, lastCheckAt: '2027-01-01T10:00:01.000Z' });
    expect(client.getQueryData(ONE)).toEqual({ ...a, ...later });
  });

  it('is watched when it is on the screen, the one of an open page first', () => {
    client.setQueryData(list({ q: 'elsewhere' }), { data: [{ ...a, id: 'hidden' }], total: 1 });
    expect([...new Set(shownRows(client, 'servers').map(({ id }) => id))]).toEqual(['a', 'b']);
  });
});
