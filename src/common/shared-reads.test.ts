import { SharedReads } from './shared-reads';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Counts its reads; each answers with its own number once it is let. */
function counted() {
  const begun: { key: string; end: () => void }[] = [];
  const reads = new SharedReads(
    (key: string) =>
      new Promise<string>((end) =>
        begun.push({
          key,
          end: () => {
            end(`${key} ${String(begun.length)}`);
          },
        }),
      ),
  );
  return { begun, reads };
}

describe('reads that are shared', () => {
  it('answer all who ask the same in one turn by one read, which begins after they asked', async () => {
    const { begun, reads } = counted();
    const answers = [reads.ask('a'), Promise.resolve().then(() => reads.ask('a')), reads.ask('b')];
    await Promise.resolve();
    expect(begun).toEqual([]);
    await nextTurn();
    expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const { end } of begun) end();
    expect(await Promise.all(answers)).toEqual(['a 2', 'a 2', 'b 2']);
  });

  it('never answer with a read that had begun before somebody asked', async () => {
    const { begun, reads } = counted();
    const first = reads.ask('a');
    await nextTurn();
    const second = reads.ask('a');
    begun[0]?.end();
    expect(await first).toBe('a 1');
    await nextTurn();
    begun[1]?.end();
    expect(await second).toBe('a 2');
  });

  it('tell all who asked that it failed, and read anew for the next', async () => {
    let fails = true;
    const reads = new SharedReads(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve('there')));
    expect(await Promise.allSettled([reads.ask('a'), reads.ask('a')])).toMatchObject([
      { reason: { message: 'away' } },
      { reason: { message: 'away' } },
    ]);
    fails = false;
    expect(await reads.ask('a')).toBe('there');
  });
});
