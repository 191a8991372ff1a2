import { inspect } from 'node:util';
import { Egress } from '../outbound/egress';
import { Transport } from '../outbound/transport';
import { CheckedMaster } from './checked-master';
import { OdooManager } from './odoo-manager';
import { closeSites, DENIED, error, type Page, PG_DOWN, result, serve, type Site } from './site.testing';

afterEach(closeSites);

const manager = new OdooManager(new Transport(new Egress([], [])));
const PASSWORD = 'correct horse';
const TIME = { timeoutMs: 5_000 };

const noSuch = (name: unknown): string => error('psycopg2.OperationalError', `FATAL: no database "${String(name)}"`);

/** A server on which Odoo has these databases; what else it answers stands in `besides`. */
async function odoo(names: string[], besides: Site = {}) {
  const site = await serve({
    list_countries: (password) => (password === PASSWORD ? result([['fr', 'France']]) : DENIED),
    list: result(names),
    db_exist: (name) => result(names.includes(String(name))),
    authenticate: (name) => (names.includes(String(name)) ? result(false) : noSuch(name)),
    ...besides,
  });
  const target = { url: site.url, tlsCa: null };
  return { ...site, target, settings: { target, ...TIME }, master: new CheckedMaster(target, PASSWORD) };
}

describe('the master password', () => {
  it('is asked for by a call that changes nothing', async () => {
    const { settings, target, asked } = await odoo([]);
    const master = await manager.checkMasterPassword(settings, PASSWORD);
    expect(master).toMatchObject({ target, password: PASSWORD });
    expect(asked).toEqual(['list_countries']);
  });

  it('is refused when it is wrong', async () => {
    const { settings } = await odoo([]);
    await expect(manager.checkMasterPassword(settings, 'admin')).rejects.toMatchObject({
      outcome: 'refused',
      code: 'wrong-master-password',
    });
  });

  it('is not taken for right because of an answer nobody knows', async () => {
    const { settings } = await odoo([], { list_countries: result(true) });
    await expect(manager.checkMasterPassword(settings, PASSWORD)).rejects.toMatchObject({ code: 'bad-answer' });
  });

  it('shows in no log', async () => {
    const { master } = await odoo([]);
    expect(inspect(master, { showHidden: true, depth: null }) + JSON.stringify(master)).not.toContain(PASSWORD);
  });
});

describe('what a name stands for', () => {
  it.each<[string, Page]>([
    ['odoo', result(false)],
    ['empty', error('builtins.KeyError', "'res.users'")],
    ['empty', error('psycopg2.errors.UndefinedTable', 'relation "ir_model" does not exist')],
    ['foreign', error('psycopg2.errors.InsufficientPrivilege')],
  ])('is told as %s', async (standing, page) => {
    const { settings } = await odoo(['acme'], { authenticate: page });
    expect(await manager.standing(settings, 'acme')).toBe(standing);
  });

  it('is none where PostgreSQL says of it what it says of what cannot be there', async () => {
    expect(await manager.standing((await odoo([])).settings, 'acme')).toBe('none');
  });

  it('is not told over a PostgreSQL that is down', async () => {
    const { settings } = await odoo([], { list: PG_DOWN, authenticate: PG_DOWN });
    await expect(manager.standing(settings, 'acme')).rejects.toMatchObject({ code: 'database-down', passing: true });
  });
});

describe('a change', () => {
  type Change = 'duplicate_database' | 'rename' | 'drop';
  const CALLS: Record<Change, (master: CheckedMaster) => Promise<void>> = {
    duplicate_database: (master) => manager.duplicate(master, 'standard', 'acme', TIME),
    rename: (master) => manager.rename(master, 'standard', 'acme', TIME),
    drop: (master) => manager.drop(master, 'acme', TIME),
  };
  const outcomeOf = async (change: Change, names: string[], besides: Site): Promise<unknown> =>
    CALLS[change]((await odoo(names, besides)).master).catch((thrown: unknown) => thrown);
  const plain = error('builtins.Exception', "Couldn't: FEHLER");

  it('sends the master password first, and a copy is not neutralized', async () => {
    const sent: unknown[][] = [];
    await outcomeOf('duplicate_database', ['standard'], {
      duplicate_database: (...args) => {
        sent.push(args);
        return result(true);
      },
    });
    expect(sent).toEqual([[PASSWORD, 'standard', 'acme']]);
  });

  it.each<[Change, string, string, string[], Page]>([
    ['duplicate_database', 'refused', 'name-taken', ['acme'], error('psycopg2.errors.DuplicateDatabase')],
    ['duplicate_database', 'refused', 'no-such-source', [], error('psycopg2.errors.InvalidCatalogName')],
    ['duplicate_database', 'refused', 'database-in-use', [], error('psycopg2.errors.ObjectInUse')],
    ['duplicate_database', 'refused', 'list-db-off', [], DENIED],
    ['duplicate_database', 'lost', 'odoo-error', [], error('builtins.OSError', 'No space left on device')],
    ['duplicate_database', 'lost', 'database-down', [], PG_DOWN],
    ['duplicate_database', 'lost', 'bad-answer', [], { status: 504, body: '' }],
    ['rename', 'refused', 'name-taken', ['standard', 'acme'], plain],
    ['rename', 'refused', 'no-such-source', [], plain],
    ['rename', 'refused', 'database-in-use', ['standard'], plain],
    ['drop', 'refused', 'database-in-use', ['acme'], plain],
    ['drop', 'refused', 'not-dropped', ['acme'], result(false)],
  ])('%s is %s as %s', async (change, outcome, code, names, page) => {
    expect(await outcomeOf(change, names, { [change]: page })).toMatchObject({ outcome, code });
  });

  it('says so when the master password was changed meanwhile', async () => {
    const denied = { list_countries: DENIED, drop: DENIED };
    expect(await outcomeOf('drop', [], denied)).toMatchObject({ code: 'wrong-master-password' });
  });

  it.each(['', '../evil', 'a b', '-x', 'é', 'a'.repeat(64), 'acme\n'])(
    'never goes out for the name %j',
    async (name) => {
      const { master, asked } = await odoo([]);
      await expect(manager.drop(master, name, TIME)).rejects.toMatchObject({
        outcome: 'refused',
        code: 'invalid-name',
      });
      await expect(manager.rename(master, 'ok', name, TIME)).rejects.toMatchObject({ code: 'invalid-name' });
      await expect(manager.duplicate(master, name, 'ok', TIME)).rejects.toMatchObject({ code: 'invalid-name' });
      expect(asked).toEqual([]);
    },
  );
});
