import { WatchedFleet } from '../../src/health/fleet.service';
import { Monitor } from '../../src/health/monitor.service';
import { startApp, type TestApp } from '../support/app';

let amiral: TestApp | undefined;
afterEach(() => amiral?.stop());

describe('a monitor that starts', () => {
  it('reads the fleet once, though it begins to hear of changes as well', async () => {
    const read = jest.spyOn(WatchedFleet.prototype, 'loadShards');
    amiral = await startApp();
    await amiral.app.get(Monitor, { strict: false }).settle();
    expect(read.mock.calls.filter(([shards]) => shards.length > 0)).toHaveLength(1);
    read.mockRestore();
  });
});
