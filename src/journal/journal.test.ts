import type { EntityManager } from 'typeorm';
import type { Clock } from '../common/clock';
import { AMIRAL, changesBetween, Journal, type JournalFact } from './journal.service';

interface Row {
  name: string;
  labels: Record<string, string>;
  until: Date | null;
  password: string | null;
}

const row: Row = { name: 'a', labels: { rack: '1' }, until: null, password: null };

describe('what changed', () => {
  const between = (before: Partial<Row>, after: Partial<Row>) =>
    changesBetween(before, after, ['name', 'labels', 'until'], ['password']);

  it('is nothing between equals, however deep', () => {
    expect(between(row, { ...row, labels: { rack: '1' } })).toEqual([]);
  });

  it('is each differing field as it was and as it is', () => {
    const until = new Date('2027-01-31T22:00:00Z');
    expect(between(row, { ...row, name: 'b', labels: {}, until })).toEqual([
      { field: 'name', before: 'a', after: 'b' },
      { field: 'labels', before: { rack: '1' }, after: {} },
      { field: 'until', before: null, after: until },
    ]);
  });

  it('is null before for what was not there', () => {
    expect(between({}, { name: 'a' })).toEqual([{ field: 'name', before: null, after: 'a' }]);
  });

  it('shows of a secret only whether there was and is one', () => {
    const change = (before: string | null, after: string | null) =>
      between({ ...row, password: before }, { ...row, password: after });
    expect(change(null, 'x')).toEqual([{ field: 'password', before: null, after: '(secret)' }]);
    expect(change('x', 'y')).toEqual([{ field: 'password', before: '(secret)', after: '(secret)' }]);
    expect(change('y', null)).toEqual([{ field: 'password', before: '(secret)', after: null }]);
    expect(change('x', 'x')).toEqual([]);
  });

  it('leaves out what was not asked about', () => {
    expect(changesBetween(row, { ...row, name: 'b', password: 'x' }, ['labels'])).toEqual([]);
  });
});

describe('the journal', () => {
  it('writes all facts of a change at one time, in order, by whom and from where', async () => {
    const at = new Date('2026-05-01T10:00:00Z');
    const journal = new Journal({ now: () => at } satisfies Clock);
    const asked: [string, string[]][] = [];
    const tx = { query: (text: string, values: string[]) => Promise.resolve(void asked.push([text, values])) };
    const subject = { subjectType: 'plan', subjectId: null, subjectName: 'n' } as const;
    const facts: JournalFact[] = [
      { action: 'create', ...subject },
      { action: 'update', ...subject },
    ];
    await journal.write(tx as unknown as EntityManager, AMIRAL, ...facts);
    expect(asked).toHaveLength(1);
    const rows = JSON.parse(asked[0]?.[1][0] ?? '[]') as Record<string, unknown>[];
    expect(rows).toMatchObject([
      { action: 'create', at: at.toISOString(), actor_id: null, actor_name: 'amiral', changes: [], request_id: null },
      { action: 'update', at: at.toISOString() },
    ]);
    expect(String(rows[0]?.['id']) < String(rows[1]?.['id'])).toBe(true);
  });
});
