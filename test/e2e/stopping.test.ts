import { once } from 'node:events';
import { connect } from 'node:net';
import { startApp } from '../support/app';

describe('stopping', () => {
  it('does not wait for those who have connected and say nothing, as browsers do ahead of need', async () => {
    const amiral = await startApp();
    const { port, hostname } = new URL(amiral.url);
    const silent = connect(Number(port), hostname);
    const closed = once(silent, 'close');
    await once(silent, 'connect');
    // Node itself would wait for it longer than a test may last.
    await Promise.all([amiral.stop(), closed]);
    expect(silent.destroyed).toBe(true);
  });
});
