/** A record, of which the columns of a file are some fields. */
type Row = Record<string, unknown>;

/** Without it Excel reads a file in the letters of the country it stands in: "SociÃ©tÃ©". */
const BYTE_ORDER_MARK = '\uFEFF';

/** A spreadsheet would run a text that begins like a formula, and most of these texts were written by strangers. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Records as a file that spreadsheets open: one line each, one column a field. */
export function csvOf<T extends object>(fields: readonly (keyof T & string)[], rows: readonly T[]): string {
  const lines = rows.map((row) => fields.map((field) => cell(row[field])).join(','));
  return `${BYTE_ORDER_MARK}${[fields.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(FORMULA, "'$&") : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}

/** What can be asked for a part of a list. */
type Read<T> = (asked: { after: string; perPage: number }) => Promise<{ data: T[]; total: number }>;

/** What the API gives at once. */
const PER_PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * All rows of a list, at most so many. They are read by id, so that each comes once, though rows are changed, sorted anew, entered or
 * deleted in between.
 */
export async function readAll<T extends { id: string }>(read: Read<T>, most: number) {
  const rows: T[] = [];
  for (;;) {
    const { data, total } = await read({ after: rows.at(-1)?.id ?? FIRST, perPage: PER_PAGE });
    rows.push(...data);
    if (data.length < PER_PAGE || rows.length >= most) return { rows: rows.slice(0, most), total };
  }
}

const byText = new Intl.Collator(undefined, { numeric: true }).compare;

/** In the order a list is shown in; what is not known comes first, and last the other way round. */
export function inOrder<T extends object>(rows: readonly T[], sort: { field: string; order: string }): T[] {
  const valueOf = (row: T) => (row as Row)[sort.field];
  const ascending = [...rows].sort((a, b) => compare(valueOf(a), valueOf(b)));
  return sort.order === 'DESC' ? ascending.reverse() : ascending;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return byText(a, b);
  const [x, y] = [rank(a), rank(b)];
  return x === y ? 0 : x - y;
}

/** Figures and yes or no as numbers; nothing before all of them. */
function rank(value: unknown): number {
  return typeof value === 'number' || typeof value === 'boolean'
    ? Number(value)
    : value === null
      ? -Infinity
      : Infinity;
}
