import { newId } from '../../src/common/clock';
import { AlertsBench } from '../support/alerts';

let bench: AlertsBench;
beforeAll(async () => {
  bench = await AlertsBench.start();
});
afterAll(async () => {
  await bench.stop();
});
beforeEach(async () => {
  await bench.fresh(4);
});

const insert = (table: string, columns: Record<string, unknown>) => {
  const row = { created_at: bench.begin, ...columns };
  const names = Object.keys(row).join(', ');
  return bench.dataSource.query(
    `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(row)],
  );
};

describe('a silence or a window that is on', () => {
  const author = { author_id: newId(), author_name: 'Pat' };

  it('keeps its alerts quiet, and what still fires when it ends is told then', async () => {
    const span = { starts_at: bench.at(0), ends_at: bench.at(3600) };
    await insert('silences', { id: newId(), server_ids: [bench.ids[0]], reason: 'switch', ...author, ...span });
    await bench.down(0, 2);
    await bench.look(1, 12, 600, 3599);
    expect((await bench.told()).filter(({ kind }) => kind === 'firing')).toEqual([{ kind: 'firing', alerts: 1 }]);
    expect((await bench.rows('alerts')).map(({ silenced }) => silenced)).toEqual([true, false]);
    await bench.look(3600);
    expect((await bench.told()).filter(({ kind }) => kind === 'firing')).toHaveLength(2);
    expect((await bench.rows('alerts')).map(({ silenced }) => silenced)).toEqual([false, false]);
  });

  it('is known by the labels of the servers', async () => {
    const schedule = { kind: 'once', startsAt: bench.at(0), endsAt: bench.at(100) };
    const window = { name: 'w', version: 1, updated_at: bench.begin, schedule, ...author };
    await insert('maintenance_windows', { id: newId(), labels: { rack: 'rack-2' }, ...window });
    await bench.down(0, 2);
    await bench.look(1, 12, 99);
    expect(await bench.told()).toEqual([]);
    await bench.look(100);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 2 }]);
  });
});

describe('what changes slowly', () => {
  it('is a certificate, told at its steps', async () => {
    const ends = (days: number) =>
      bench.dataSource.query('UPDATE server_probes SET certificate_expires_at = $2 WHERE server_id = $1', [
        bench.ids[0],
        new Date(bench.at(0).getTime() + days * 86_400_000),
      ]);
    await ends(30);
    await bench.look(0, 11);
    expect(await bench.rows('alerts')).toEqual([]);
    for (const [days, seconds] of [
      [20, 100],
      [13, 300],
      [2, 500],
    ] as const) {
      await ends(days);
      await bench.look(seconds, seconds + 61);
    }
    expect((await bench.told()).map(({ kind }) => kind)).toEqual(['firing', 'firing', 'firing']);
    expect(await bench.rows('alerts')).toMatchObject([{ level: 4, severity: 'critical', kind: 'certificate-ends' }]);
  });

  it('is the certificate that ends first, and one of six days only in its last two', async () => {
    const shows = (server: number, part: string, lifetime: number, days: number) =>
      bench.dataSource.query(
        `UPDATE server_probes SET certificate_part = $2, certificate_expires_at = $3,
           certificate_starts_at = $3::timestamptz - make_interval(days => $4) WHERE server_id = $1`,
        [bench.ids[server], part, new Date(bench.at(0).getTime() + days * 86_400_000), lifetime],
      );
    await shows(0, 'intermediate', 5, 2.5);
    await shows(1, 'leaf', 6, 2.5);
    await shows(2, 'leaf', 6, 1.9);
    await bench.look(0, 11);
    const alerts = await bench.rows('alerts');
    expect(new Map(alerts.map(({ server_id, summary }) => [server_id, summary]))).toEqual(
      new Map([
        [bench.ids[0], 'An intermediate certificate ends in 2 days.'],
        [bench.ids[2], 'The certificate ends in 1 day.'],
      ]),
    );
  });

  it('is a warning for the certificate alone, which is no warning of the server', async () => {
    const wasSlow = (bits: number) =>
      bench.dataSource.query('UPDATE server_probes SET slow_bits = $2 WHERE server_id = $1', [bench.ids[0], bits]);
    await bench.turn(0, 1, { health_status: 'warning' });
    await wasSlow(0b10010);
    await bench.look(0, 301, 320);
    expect(await bench.rows('alerts')).toEqual([]);
    await wasSlow(0b10101);
    await bench.look(330, 631, 645);
    expect(await bench.rows('alerts')).toMatchObject([{ kind: 'server-warning', state: 'firing' }]);
  });

  it('is the capacity of a server and the headroom of the fleet', async () => {
    await bench.dataSource.query('UPDATE servers SET max_instances = 10, instance_count = 10 WHERE id = ANY($1)', [
      bench.ids.slice(0, 3),
    ]);
    await bench.dataSource.query('UPDATE servers SET max_instances = 10, instance_count = 1 WHERE id = $1', [
      bench.ids[3],
    ]);
    await bench.look(0, 301, 312);
    const alerts = await bench.rows('alerts');
    expect(alerts.map(({ kind }) => kind).sort()).toEqual(['capacity', 'capacity', 'capacity', 'headroom-low']);
    expect(alerts.find(({ kind }) => kind === 'headroom-low')).toMatchObject({
      server_id: null,
      summary: '9 of 40 slots are free on servers that take new instances.',
    });
    expect((await bench.told()).map(({ alerts: told }) => told).sort()).toEqual([1, 3]);
  });

  it('is nothing in a fleet of nobody', async () => {
    await bench.fresh(0);
    await bench.look(0, 400, 500);
    expect(await bench.rows('alerts')).toEqual([]);
  });
});

describe('twenty thousand servers', () => {
  it('that are unknown at once are one notice', async () => {
    await bench.fresh(20_000);
    await bench.dataSource.query(`UPDATE servers SET health_status = 'unknown'`);
    await bench.look(0, 301, 312, 313);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 20_000 }]);
  });
});
