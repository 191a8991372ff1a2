import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedError } from './embedded-error';
import { acquireLock } from './lock';

describe('the lock on a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amiral-lock-'));
  const path = join(folder, 'amiral.lock');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is held by one at a time, and leaves nothing behind', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => acquireLock(folder)));
    const [held, ...others] = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(others).toEqual([]);
    expect(attempts.find((attempt) => attempt.status === 'rejected')?.reason).toBeInstanceOf(EmbeddedError);
    expect(readdirSync(folder)).toEqual(['amiral.lock']);
    await held?.value.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['a process that has ended', JSON.stringify({ pid: 4_000_000, birth: 'b:1' })],
    ['a process whose number is now ours', JSON.stringify({ pid: process.pid, birth: 'b:1' })],
    ['nobody one can tell', 'x'],
  ])('is taken over from %s', async (_who, text) => {
    writeFileSync(path, text);
    const lock = await acquireLock(folder);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not given back by one who lost it', async () => {
    const lock = await acquireLock(folder);
    writeFileSync(path, 'of another');
    await lock.release();
    expect(readdirSync(folder)).toEqual(['amiral.lock']);
  });
});
