import { csvOf, inOrder, readAll } from './csv';

interface Row {
  id: string;
  name: string | null;
  free?: number;
}

const named = (...names: (string | null)[]): Row[] => names.map((name, at) => ({ id: String(at), name }));

describe('a file for spreadsheets', () => {
  it('begins with the mark by which Excel knows its letters', () => {
    const bytes = new TextEncoder().encode(csvOf<Row>(['name'], named('Ünïcode 🚢')));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('name\r\n"Ünïcode 🚢"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r1', '\nA', '＝1'])('takes the run out of %j', (text) => {
    expect(csvOf<Row>(['name'], named(text))).toContain(`"'${text}"`);
  });

  it('keeps quotes, lines, what is not known, and numbers', () => {
    const rows: Row[] = [{ id: 'a', name: 'the "old"\none, in 2', free: -1.5 }, ...named(null)];
    expect(csvOf<Row>(['id', 'name', 'free'], rows)).toBe(
      '\uFEFFid,name,free\r\n"a","the ""old""\none, in 2",-1.5\r\n"0",,\r\n',
    );
  });
});

describe('reading all of a list', () => {
  const fleet = Array.from({ length: 450 }, (_, at) => ({ id: String(at).padStart(4, '0') }));

  it('has each row once, whatever leaves in between', async () => {
    let left = fleet;
    const read = ({ after, perPage }: { after: string; perPage: number }) => {
      const data = left.filter(({ id }) => after.includes('-') || id > after).slice(0, perPage);
      left = left.filter(({ id }) => id > '0100');
      return Promise.resolve({ data, total: left.length });
    };
    expect((await readAll(read, 1_000)).rows).toEqual(fleet);
  });

  it('ends where a file is full', async () => {
    const read = ({ perPage }: { perPage: number }) =>
      Promise.resolve({ data: fleet.slice(0, perPage), total: fleet.length });
    const { rows, total } = await readAll(read, 300);
    expect([rows.length, total]).toEqual([300, 450]);
  });
});

describe('the order of the list', () => {
  const order = (order: string) =>
    inOrder(named('Prod 10', 'Zoé', null, 'Prod 2', 'émile'), { field: 'name', order }).map(({ name }) => name);

  it('counts numbers and knows accents, both ways', () => {
    expect(order('ASC')).toEqual([null, 'émile', 'Prod 2', 'Prod 10', 'Zoé']);
    expect(order('DESC')).toEqual(['Zoé', 'Prod 10', 'Prod 2', 'émile', null]);
  });

  it('is that of figures for figures', () => {
    const rows = [10, 9, -1].map((free) => ({ free }));
    expect(inOrder(rows, { field: 'free', order: 'ASC' }).map(({ free }) => free)).toEqual([-1, 9, 10]);
  });
});
