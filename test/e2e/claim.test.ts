import { until } from '../support/operations';
import { Provisioning } from '../support/provisioning';

const ANOTHER = '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b';

describe('a database on which another Amiral works', () => {
  let our: Provisioning;
  beforeAll(async () => {
    our = await Provisioning.start({ version: '19.0' });
  });
  afterAll(() => our.stop());

  const fleetId = async () => (await our.query<{ id: string }>('SELECT id FROM fleet_identity'))[0]?.id;

  it('refuses every change until an administrator has claimed it by its name', async () => {
    const { instance } = await our.provisioned();
    const database = our.odoo.database(instance.databaseName);
    expect(database.parameter('amiral.fleet')).toBe(await fleetId());
    database.setParameter('amiral.fleet', ANOTHER);
    const before = JSON.stringify(database.table('res_users').rows);
    for (const kind of ['suspend', 'inspect']) {
      const refused = await our.done(`/instances/${instance.id}/${kind}`);
      expect([kind, refused.error.code]).toEqual([kind, 'owned-by-another-fleet']);
    }
    expect([database.activeCrons.length > 0, JSON.stringify(database.table('res_users').rows)]).toEqual([true, before]);

    const claim = `/instances/${instance.id}/claim`;
    expect((await our.post(claim, { confirm: instance.name })).status).toBe(403);
    for (const body of [{}, { confirm: 'somebody else' }]) {
      const { status, body: problem } = await our.post(claim, body, 'admin');
      expect([status, problem.errors[0].field]).toEqual([422, 'confirm']);
    }
    expect(database.parameter('amiral.fleet')).toBe(ANOTHER);
    expect(await our.done(claim, { confirm: instance.name }, 'admin')).toMatchObject({ state: 'succeeded' });
    expect(database.parameter('amiral.fleet')).toBe(await fleetId());
    expect(await our.done(`/instances/${instance.id}/suspend`)).toMatchObject({ state: 'succeeded' });
    const { body } = await our.amiral.call('GET', `/events?subjectId=${instance.id}&action=claim`, { as: 'manager' });
    expect(body.items[0].changes).toEqual([{ field: 'amiral.fleet', before: ANOTHER, after: await fleetId() }]);
  });

  it('is nobody’s until it is given a login, and never taken from another by that', async () => {
    const { instance } = await our.provisioned();
    const database = our.odoo.database(instance.databaseName);
    const operation = await until(
      our.amiral,
      (await our.post(`/instances/${instance.id}/inspect`)).body.id,
      'succeeded',
    );
    expect(operation.state).toBe('succeeded');
    const login = { login: 'amiral-template', password: 'template-service' };
    for (const [owner, after] of [
      [ANOTHER, ANOTHER],
      ['', await fleetId()],
    ] as const) {
      const free = our.odoo.database('template_base');
      if (owner) free.setParameter('amiral.fleet', owner);
      else
        free.table('ir_config_parameter').rows = free
          .table('ir_config_parameter')
          .rows.filter(({ key }) => key !== 'amiral.fleet');
      await our.query(`UPDATE instances SET database_name = 'template_base' WHERE id = $1`, [instance.id]);
      const put = await our.amiral.call('PUT', `/instances/${instance.id}/service-login`, {
        as: 'manager',
        body: login,
      });
      expect([put.status, free.parameter('amiral.fleet')]).toEqual([204, after]);
    }
    expect(database.parameter('amiral.fleet')).toBe(await fleetId());
  });
});
