import { IncidentsQueries } from '../../src/alerts/incidents/incidents.queries';
import { newId } from '../../src/common/clock';
import { ServersQueries } from '../../src/servers/servers.queries';
import { AlertsBench } from '../support/alerts';

const MINUTE = 60;

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

describe('channels', () => {
  const sentTo = (channelId: string) =>
    bench.dataSource.query<{ kind: string; codes: string[] }[]>(
      `SELECT n.kind, (SELECT array_agg(a->>'serverCode' ORDER BY a->>'serverCode') FROM jsonb_array_elements(n.alerts) a) AS codes
         FROM deliveries d JOIN notices n ON n.id = d.notice_id WHERE d.channel_id = $1 ORDER BY d.created_at, d.id`,
      [channelId],
    );
  const codes = async (from: number, to: number) => {
    const rows = await bench.dataSource.query<{ code: string }[]>('SELECT code FROM servers WHERE id = ANY($1)', [
      bench.ids.slice(from, to),
    ]);
    return rows.map(({ code }) => code).sort();
  };

  it('with labels are told of their own servers only, and of their end whatever they ask for by then', async () => {
    const mine = await bench.enterChannel({ labels: { rack: 'rack-9' } });
    await bench.dataSource.query(`UPDATE servers SET labels = '{"rack": "rack-9"}' WHERE id = $1`, [bench.ids[0]]);
    await bench.down(0, 3);
    await bench.look(0, 11);
    await bench.dataSource.query(`UPDATE channels SET labels = '{"rack": "elsewhere"}' WHERE id = $1`, [mine]);
    await bench.up(0, 3, 20);
    await bench.look(20, 81, 92);
    const own = await codes(0, 1);
    expect(await sentTo(mine)).toEqual([
      { kind: 'firing', codes: own },
      { kind: 'resolved', codes: own },
    ]);
    expect((await bench.told()).filter(({ kind }) => kind === 'firing').map(({ alerts }) => alerts)).toEqual(
      expect.arrayContaining([1, 3]),
    );
  });

  it('that are not there are not told, and nobody is said to have been', async () => {
    await bench.dataSource.query('DELETE FROM channels');
    await bench.down(0, 1);
    await bench.look(0, 11, 20 * MINUTE);
    expect(await bench.told()).toEqual([]);
    expect(await bench.rows('alerts')).toMatchObject([{ state: 'firing', told_at: null, escalated_at: null }]);
    const late = await bench.enterChannel();
    await bench.look(20 * MINUTE + 1);
    expect(await sentTo(late)).toEqual([{ kind: 'firing', codes: await codes(0, 1) }]);
  });

  it('are named once their receiver has taken it, also when they are gone', async () => {
    await bench.down(0, 1);
    await bench.look(0, 11);
    const [incident] = await bench.rows('incidents');
    const queries = new IncidentsQueries(bench.dataSource);
    const notices = async () => {
      const timeline = await queries.timeline(await queries.read(incident?.['id'] as string));
      return timeline.flatMap(({ notice }) => notice ?? []);
    };
    expect(await notices()).toMatchObject([{ kind: 'firing', channels: [], waiting: 1, failed: 0 }]);
    await bench.dataSource.query(
      `UPDATE channels SET name = 'ops'; UPDATE deliveries SET state = 'delivered', settled_at = now()`,
    );
    const taken = [{ kind: 'firing', channels: [{ name: 'ops', kind: 'webhook' }], waiting: 0, failed: 0 }];
    expect(await notices()).toMatchObject(taken);
    const [told] = await bench.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::integer FROM changes WHERE kind = 'incident' AND subject_id = $1 AND at > (SELECT max(at) FROM notice_receipts)`,
      [incident?.['id']],
    );
    expect(told).toEqual({ count: 1 });
    await bench.dataSource.query('DELETE FROM channels');
    expect(await notices()).toMatchObject(taken);
  });
});

describe('a maintenance', () => {
  it('says who began it and until when, where an alert ends by it', async () => {
    await bench.down(0, 1);
    await bench.look(0, 11);
    await bench.turn(0, 1, { lifecycle: 'maintenance', maintenance_until: '2037-05-04T03:02:00Z' });
    await bench.dataSource.query(
      `INSERT INTO journal (id, at, actor_name, action, subject_type, subject_id, subject_name) VALUES ($1, now(), 'Tom', 'maintenance', 'server', $2, 'x')`,
      [newId(), bench.ids[0]],
    );
    await bench.look(20, 31);
    expect(await bench.rows('alerts')).toMatchObject([
      { end_reason: 'maintenance', end_note: 'in maintenance by Tom, until 2037-05-04 03:02 UTC' },
    ]);
  });

  it('that is past its end with a dead server is told, and stands among what needs somebody', async () => {
    const until = bench.at(0).toISOString();
    const dead = { reachability: 'unreachable', health_status: 'critical' };
    await bench.turn(0, 1, { lifecycle: 'maintenance', maintenance_until: until, ...dead });
    await bench.look(-1);
    expect(await bench.rows('alerts')).toEqual([]);
    await bench.look(1, 61, 72);
    expect(await bench.told()).toEqual([{ kind: 'firing', alerts: 1 }]);
    expect(await bench.rows('alerts')).toMatchObject([
      {
        kind: 'maintenance-overrun',
        severity: 'critical',
        summary: expect.stringContaining('should have ended') as string,
      },
    ]);
    expect(await bench.rows('incidents')).toMatchObject([{ server_id: bench.ids[0], closed_at: null }]);
    const worst = await new ServersQueries(bench.dataSource).worst(20, 10);
    expect(worst.map(({ id }) => id)).toEqual([bench.ids[0]]);
    await bench.look(73, 600);
    expect(await bench.rows('incidents')).toHaveLength(1);
    await bench.dataSource.query('UPDATE servers SET maintenance_until = NULL');
    await bench.turn(0, 1, { lifecycle: 'active', reachability: 'reachable', health_status: 'healthy' }, 610);
    await bench.look(611, 672, 690);
    expect((await bench.told()).at(-1)).toEqual({ kind: 'resolved', alerts: 1 });
    expect(await bench.rows('incidents')).toMatchObject([{ close_reason: 'recovered' }]);
  });
});
