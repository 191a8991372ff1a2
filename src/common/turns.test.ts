import { Turns } from './turns';

describe('turns', () => {
  const refusal = new Error('too many');
  const letGo: (() => void)[] = [];
  const begun: number[] = [];
  const work = (n: number) => () => {
    begun.push(n);
    return new Promise<number>((resolve) => letGo.push(() => resolve(n)));
  };
  const breath = () => new Promise(setImmediate);

  it('are taken by so many at once, waited for in order, and refused beyond that', async () => {
    const turns = new Turns(2, 3, refusal);
    const results = [1, 2, 3, 4, 5].map((n) => turns.take(work(n)));
    await expect(turns.take(work(6))).rejects.toBe(refusal);
    expect(begun).toEqual([1, 2]);
    letGo.shift()?.();
    await breath();
    expect(begun).toEqual([1, 2, 3]);
    const seventh = turns.take(work(7));
    await expect(turns.take(work(8))).rejects.toBe(refusal);
    for (let n = 0; n < 5; n++) {
      letGo.shift()?.();
      await breath();
    }
    expect(await Promise.all([...results, seventh])).toEqual([1, 2, 3, 4, 5, 7]);
    expect(begun).toEqual([1, 2, 3, 4, 5, 7]);
  });

  it('are passed on by those that fail', async () => {
    const turns = new Turns(1, 1, refusal);
    const failing = turns.take(() => Promise.reject(new Error('it failed')));
    const next = turns.take(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('it failed');
    expect(await next).toBe('done');
    expect(await turns.take(() => Promise.resolve('again'))).toBe('again');
  });
});
