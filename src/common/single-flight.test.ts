import { SingleFlight } from './single-flight';

describe('a single flight', () => {
  it('is shared by those who ask while it is under way, and begins anew afterwards', async () => {
    const waiting: ((result: number) => void)[] = [];
    const flight = new SingleFlight(() => new Promise<number>((done) => waiting.push(done)));
    const both = [flight.run(), flight.run()];
    expect(waiting).toHaveLength(1);
    expect(flight.underWay).toBe(both[0]);
    waiting[0]?.(1);
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(flight.underWay).toBeNull();
    const third = flight.run();
    waiting[1]?.(2);
    expect(await third).toBe(2);
  });

  it('fails for all who share it, and can begin anew', async () => {
    let fails = true;
    const flight = new SingleFlight(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve('yes')));
    await Promise.all([flight.run(), flight.run()].map((run) => expect(run).rejects.toThrow('no')));
    fails = false;
    expect(await flight.run()).toBe('yes');
  });
});
