import os from 'node:os';
import { OwnEnds } from './own-ends';

const NOBODY = () => null;
const lookup = (host: string) => Promise.resolve(host === 'db.test' ? ['10.0.0.9', 'fd12::9'] : [host]);
const machine = Object.values(os.networkInterfaces())
  .flatMap((found = []) => found)
  .map(({ address }) => address);

async function kept(own: OwnEnds, addresses: string[], port: number): Promise<readonly string[]> {
  return own.without(addresses, port, lookup);
}

describe('the ends of Amiral itself', () => {
  it.each([
    ['postgres://amiral:x@db.test/amiral', 5432],
    ['postgresql://amiral@db.test:6543/amiral', 6543],
    ['postgresql://amiral@wrong.test:1/amiral?host=db.test&port=6543', 6543],
  ])('are the database of %s, wherever its name leads', async (url, port) => {
    const own = new OwnEnds(url, NOBODY);
    const addresses = ['10.0.0.8', '10.0.0.9', '::ffff:10.0.0.9', 'fd12:0::9', '64:ff9b::10.0.0.9'];
    expect(await kept(own, addresses, port)).toEqual(['10.0.0.8']);
    expect(await kept(own, addresses, port + 1)).toEqual(addresses);
  });

  it.each(['postgres://amiral@127.0.0.1:5433/x', 'postgres://a@[::1]:5433/x', 'postgres:///x?host=/run/pg&port=5433'])(
    'are every address of this machine when the database is on it: %s',
    async (url) => {
      const own = new OwnEnds(url, NOBODY);
      const here = ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1', ...machine];
      expect(await kept(own, [...here, '10.77.0.1'], 5433)).toEqual(['10.77.0.1']);
      expect(await kept(own, here, 8069)).toEqual(here);
    },
  );

  it('are what it listens on, once it does', async () => {
    let listening: { address: string; port: number } | null = null;
    const own = new OwnEnds(null, () => listening);
    const addresses = ['127.0.0.1', '10.77.0.1'];
    expect(await kept(own, addresses, 3000)).toEqual(addresses);
    listening = { address: '::', port: 3000 };
    expect(await kept(own, addresses, 3000)).toEqual(['10.77.0.1']);
    expect(await kept(own, addresses, 8069)).toEqual(addresses);
    listening = { address: '10.77.0.1', port: 3000 };
    expect(await kept(own, addresses, 3000)).toEqual(['127.0.0.1']);
  });
});
