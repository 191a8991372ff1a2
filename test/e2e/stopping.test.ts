import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { startApp } from '../support/app';

/** Node itself would wait in both cases for longer than a test may last. */
describe('stopping', () => {
  it('does not wait for those who have connected and say nothing, as browsers do ahead of need', async () => {
    const amiral = await startApp();
    const { port, hostname } = new URL(amiral.url);
    const silent = connect(Number(port), hostname);
    const closed = once(silent, 'close');
    await once(silent, 'connect');
    await Promise.all([amiral.stop(), closed]);
    expect(silent.destroyed).toBe(true);
  });

  it('finishes what is under way, and then does not wait for more on the same connection', async () => {
    const amiral = await startApp();
    const agent = new Agent({ keepAlive: true });
    const holder = amiral.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE plans IN ACCESS EXCLUSIVE MODE');
    const headers = { authorization: `Bearer ${await amiral.token('user')}` };
    const asked = get(`${amiral.url}/api/v1/plans`, { agent, headers });
    const answered = once(asked, 'response') as Promise<[{ statusCode: number; resume(): void }]>;
    await once(amiral.app.getHttpServer(), 'request');
    const stopped = amiral.stop();
    await holder.rollbackTransaction();
    await holder.release();
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).toBe(200);
    await stopped;
    agent.destroy();
  });
});
