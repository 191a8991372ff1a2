import { inLine } from './in-line';

describe('works of the same key', () => {
  it('are done one after the other, those of another key beside them, also after one that failed', async () => {
    const done: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = inLine('a', async () => {
      await held;
      done.push('first');
      throw new Error('no');
    });
    const second = inLine('a', () => Promise.resolve(done.push('second')));
    await inLine('b', () => Promise.resolve(done.push('beside')));
    release();
    await expect(first).rejects.toThrow('no');
    await second;
    expect(done).toEqual(['beside', 'first', 'second']);
  });
});
