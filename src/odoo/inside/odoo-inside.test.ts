import { inspect } from 'node:util';
import { Egress } from '../../outbound/egress';
import { Transport } from '../../outbound/transport';
import { closeSites, DENIED, error, type Page, result, serve } from '../site.testing';
import { OdooInside } from './odoo-inside';
import { Session } from './session';

afterEach(closeSites);

const inside = new OdooInside(new Transport(new Egress([], [])));
const TIME = { timeoutMs: 5_000 };
const SECRET = 'correct horse';

type Answers = Record<string, (args: unknown[], kwargs: unknown) => Page>;

/** A database of this series that answers by `model.method`, and what it was asked for, with the arguments. */
async function database(serie: string, answers: Answers = {}) {
  const calls: [string, unknown[]][] = [];
  const all: Answers = {
    'ir.module.module.search_read': () => result([{ id: 30, latest_version: `${serie}.1.3` }]),
    'ir.config_parameter.search_read': () => result([{ id: 1 }]),
    'ir.model.search_read': () => result([{ id: 37 }]),
    'ir.actions.server.create': () => result([94]),
    ...answers,
  };
  const { url } = await serve({
    authenticate: (_database, login, password) => result(login === 'amiral' && password === SECRET ? 6 : false),
    execute_kw: (_database, _uid, secret, model, method, args, kwargs) => {
      if (secret !== SECRET) return DENIED;
      const what = `${String(model)}.${String(method)}`;
      calls.push([what, args as unknown[]]);
      return all[what]?.(args as unknown[], kwargs) ?? error('builtins.AttributeError');
    },
    '/json/2/res.users/context_get': { status: 404, body: '<title>404 Not Found</title>' },
  });
  const target = { url, tlsCa: null };
  const codes = (): string[] =>
    calls
      .filter(([what]) => what === 'ir.actions.server.create')
      .map(([, [vals]]) => (vals as { code: string }[])[0]?.code ?? '');
  return {
    settings: { target, ...TIME },
    calls,
    codes,
    session: new Session(target, 'acme', 6, SECRET, 'jsonrpc', serie),
  };
}

const ran = (action: unknown): Answers => ({ 'ir.actions.server.run': () => result(action) });

describe('signing in', () => {
  it('tells the series of the database', async () => {
    const { settings } = await database('16.0');
    const session = await inside.signIn(settings, 'acme', 'amiral', SECRET);
    expect(session).toMatchObject({ uid: 6, serie: '16.0', major: 16, way: 'jsonrpc' });
    expect(inspect(session, { showHidden: true }) + JSON.stringify(session)).not.toContain(SECRET);
  });

  it('is null with a wrong password', async () => {
    const { settings } = await database('16.0');
    expect(await inside.signIn(settings, 'acme', 'amiral', 'x')).toBeNull();
  });

  it('says that a login is no administrator', async () => {
    const denied: Answers = { 'ir.config_parameter.search_read': () => error('odoo.exceptions.AccessError') };
    const { settings } = await database('16.0', denied);
    await expect(inside.signIn(settings, 'acme', 'amiral', SECRET)).rejects.toMatchObject({ code: 'login-not-admin' });
  });

  it('goes by /jsonrpc with a key where /json/2 is not served', async () => {
    const { settings } = await database('16.0');
    expect(await inside.signInByKey(settings, 'acme', 6, SECRET)).toMatchObject({ uid: 6, way: 'jsonrpc' });
    expect(await inside.signInByKey(settings, 'acme', 6, 'x')).toBeNull();
  });
});

describe('a server action', () => {
  it('names ids, and leaves no trace of itself', async () => {
    const { session, codes } = await database('16.0', ran({ ids: [7] }));
    expect(await inside.archiveUsers(session, [7, 8], TIME)).toEqual([7]);
    expect(codes()[0]).toMatch(/^ids = \[7,8\]\n/);
    expect(codes()[0]).toContain('clear_caches()');
    expect(codes()[0]).toMatch(/search\(\[\('name', '=', 'Amiral'\)\]\)\.unlink\(\)\n$/);
  });

  it('clears the caches as 17 and later call it', async () => {
    const { session, codes } = await database('19.0', ran({ ids: [7] }));
    await inside.unarchiveUsers(session, [7], TIME);
    expect(codes()[0]).toContain('clear_cache()');
  });

  it.each([[[1.5]], [[-1]], [['1); drop table res_users; --' as unknown as number]]])(
    'is never made of what is no id: %j',
    async (ids) => {
      const { session, calls } = await database('16.0');
      await expect(inside.archiveUsers(session, ids, TIME)).rejects.toThrow(RangeError);
      expect(calls).toEqual([]);
    },
  );

  it('tells which scheduled actions run and were left', async () => {
    const { session } = await database('16.0', ran({ ids: [1], running: [2] }));
    expect(await inside.stopCrons(session, [1, 2], TIME)).toEqual({ ids: [1], running: [2] });
  });

  it('is lost when what came back is not of its shape', async () => {
    const { session } = await database('16.0', ran(false));
    const asked = inside.readOpenState(session, TIME);
    await expect(asked).rejects.toMatchObject({ outcome: 'lost', code: 'bad-answer' });
  });
});

describe('a copy made a customer’s', () => {
  const CUSTOMER = {
    login: 'jeanne',
    password: 'a b c',
    email: 'j@acme.example',
    name: 'Jeanne',
    lang: 'fr_FR',
    tz: null,
    companyName: 'Acme',
    countryCode: null,
    phone: null,
  };
  const answers = (lang: string): Answers => ({
    'res.lang.search_read': () => result(lang ? [{ id: 28, code: lang, active: true }] : []),
    'res.users.search_read': () =>
      result([
        { id: 2, login: 'jeanne', email: 'j@acme.example', name: 'Jeanne', lang, tz: false, company_id: [1, 'x'] },
      ]),
    'res.company.search_read': () =>
      result([
        {
          id: 1,
          name: 'My Company',
          email: 'j@acme.example',
          phone: false,
          country_id: false,
          currency_id: [1, 'EUR'],
        },
      ]),
    'res.users.write': () => result(true),
  });

  it('is written in one call, and says what differs from what was asked though Odoo said true', async () => {
    const { session, calls } = await database('19.0', answers('fr_FR'));
    const seen = await inside.personalise(session, 2, CUSTOMER, TIME);
    expect(seen.differing).toEqual(['company.name']);
    expect(calls.filter(([what]) => what.endsWith('.write'))).toEqual([
      [
        'res.users.write',
        [
          [2],
          {
            login: 'jeanne',
            password: 'a b c',
            email: 'j@acme.example',
            name: 'Jeanne',
            lang: 'fr_FR',
            company_ids: [[1, 1, { name: 'Acme', email: 'j@acme.example' }]],
          },
        ],
      ],
    ]);
  });

  it('is refused a language that is not installed: 19 would store it', async () => {
    const { session, calls } = await database('19.0', answers(''));
    await expect(inside.personalise(session, 2, CUSTOMER, TIME)).rejects.toMatchObject({ code: 'no-such-language' });
    expect(calls.map(([what]) => what)).not.toContain('res.users.write');
  });
});

describe('the fence of base', () => {
  it('is put up once, and taken down to what it was', async () => {
    let version = '16.0.1.3';
    const { session } = await database('16.0', {
      'ir.module.module.search_read': () => result([{ id: 30, latest_version: version }]),
      'ir.module.module.write': ([, vals]) => {
        version = (vals as { latest_version: string }).latest_version;
        return result(true);
      },
    });
    expect(await inside.fenceBase(session, TIME)).toBe('16.0.1.3-amiral');
    expect(await inside.fenceBase(session, TIME)).toBe('16.0.1.3-amiral');
    expect(await inside.unfenceBase(session, TIME)).toBe('16.0.1.3');
  });
});

describe('a parameter', () => {
  it('is null where Odoo says false', async () => {
    const { session } = await database('16.0', { 'ir.config_parameter.get_param': () => result(false) });
    expect(await inside.parameter(session, 'amiral.fleet', TIME)).toBeNull();
  });
});
