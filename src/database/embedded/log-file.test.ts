import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundLog, readLogFrom, reasonIn } from './log-file';

describe('the log of PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amiral-log-'));
  const path = join(folder, 'postgres.log');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is left alone while small, and when missing', async () => {
    await boundLog(join(folder, 'missing.log'), 10);
    writeFileSync(path, 'short');
    await boundLog(path, 10);
    expect(readFileSync(path, 'utf8')).toBe('short');
  });

  it('once too long moves aside, and its writer goes on', async () => {
    appendFileSync(path, ' no longer');
    await boundLog(path, 10);
    appendFileSync(path, 'next');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('short no longer');
    expect(readFileSync(path, 'utf8')).toBe('next');
  });

  it('is read from where a start began', async () => {
    expect(await readLogFrom(path, 2)).toBe('xt');
    expect(await readLogFrom(path, 400)).toBe('');
  });

  it('gives the reason of an end: the last fatal line, else the last line', () => {
    expect(reasonIn('a\n1 FATAL:  no room\nLOG: down\n')).toBe('1 FATAL:  no room');
    expect(reasonIn('a\nb\n\n')).toBe('b');
    expect(reasonIn('')).toBe('it said nothing');
  });
});
