import type { Caller } from '../access';
import { OdooFault } from '../fault';
import type { Json } from '../wire';
import { runAction } from './actions';
import { membersOf, type Arguments } from './arguments';
import { pageOf, Records } from './records';
import { changePassword, createUser, hasGroup, valuesOf, writeUsers } from './users';

/** What a method returned; undefined is Python's None. */
type Result = Json | undefined;
type Method = (records: Records, given: Arguments) => Result;
type Methods = Readonly<Record<string, Method>>;

/** What every model can. */
const COMMON: Methods = {
  search: (records, given) => idsOf(records.search(given.list('domain', 0), pageOf(given, 1))),
  search_count: (records, given) => records.search(given.list('domain', 0)).length,
  search_read: (records, given) => {
    const found = records.search(given.list('domain', 0), pageOf(given, 2));
    return records.read(idsOf(found), names(given, 1));
  },
  read: (records, given) => records.read(given.ids, names(given, 1)),
  exists: (records, given) => given.ids.filter((id) => records.model.table.find(id) !== undefined),
  create: (records, given) => {
    const wanted = given.get('vals_list', 0);
    const made = valuesOf(wanted).map((values) => Number(records.create(values)['id']));
    return Array.isArray(wanted) ? made : (made[0] ?? false);
  },
  write: (records, given) => {
    records.write(given.ids, given.members('vals', 1));
    return true;
  },
  unlink: (records, given) => {
    records.unlink(given.ids);
    return true;
  },
  fields_get: (records) => Object.fromEntries(records.model.fields.map((field) => [field, { string: field }])),
  read_group: readGroup,
};

/** What models do in their own way. */
const OWN: Readonly<Record<string, Methods>> = {
  'res.users': {
    create: (users, given) => {
      const wanted = given.get('vals_list', 0);
      const made = valuesOf(wanted).map((values) => Number(createUser(users, values)['id']));
      return Array.isArray(wanted) ? made : (made[0] ?? false);
    },
    write: (users, given) => {
      writeUsers(users, given.ids, given.members('vals', 1));
      return true;
    },
    action_archive: (users, given) => {
      writeUsers(users, given.ids, { active: false });
      return undefined;
    },
    change_password: changePassword,
    has_group: hasGroup,
    context_get: (users) => {
      const [lang, tz] = ['lang', 'tz'].map((field) => users.model.shown(users.caller.user, field));
      return { lang: lang ?? false, tz: tz ?? false, uid: users.uid };
    },
  },
  'ir.config_parameter': {
    get_param: ({ caller }, given) =>
      caller.database.parameter(given.text('key', 0)) ?? given.get('default', 1) ?? false,
    set_param: setParameter,
  },
  'ir.cron': { write: writeCrons },
  'ir.actions.server': { run: (actions, given) => runAction(actions, given) },
  'ir.model.data': { check_object_reference: reference },
  'ir.module.module': { button_immediate_install: install, update_list: () => [0, 0] },
  'base.language.install': { lang_install: installLanguages },
};

/**
 * Calls a public method of a model.
 * @throws OdooFault as Odoo does for what is not there, private, or not allowed
 */
export function callModel(caller: Caller, model: string, method: string, given: Arguments): Result {
  const records = new Records(caller, model, given.context);
  if (method.startsWith('_')) {
    const text = `Private methods (such as ${model}.${method}) cannot be called remotely.`;
    throw new OdooFault('odoo.exceptions.AccessError', text);
  }
  const run = methodOf(OWN[model], method) ?? methodOf(COMMON, method);
  if (run === undefined) {
    throw new OdooFault('builtins.AttributeError', `The method '${model}.${method}' does not exist`);
  }
  return run(records, given);
}

function methodOf(methods: Methods | undefined, name: string): Method | undefined {
  return methods !== undefined && Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function idsOf(rows: readonly Readonly<Record<string, Json>>[]): number[] {
  return rows.map(({ id }) => Number(id));
}

function names(given: Arguments, place: number): string[] {
  return given.list('fields', place).filter((name) => typeof name === 'string');
}

function readGroup(records: Records, given: Arguments): Json {
  const rows = records.search(given.list('domain', 0));
  const sums = names(given, 1).map((name) => name.split(':')[0] ?? '');
  const totals = sums.map((field) => [
    field,
    rows.reduce((sum, row) => sum + Number(records.model.stored(row, field)), 0),
  ]);
  return [{ ...Object.fromEntries(totals), __count: rows.length, __domain: given.list('domain', 0) }] as Json;
}

function setParameter({ caller }: Records, given: Arguments): Json {
  const key = given.text('key', 0);
  const value = given.get('value', 1) ?? false;
  const before = caller.database.parameter(key) ?? false;
  // Odoo's Python makes True of true.
  const told = value === true ? 'True' : typeof value === 'number' ? String(value) : given.text('value', 1);
  caller.database.setParameter(key, value === false ? null : told);
  return before;
}

/** Changes none of them while one is being executed. */
function writeCrons(crons: Records, given: Arguments): true {
  if (given.ids.some((id) => crons.caller.database.running.has(id))) {
    const text =
      'Record cannot be modified right now: This cron task is currently being executed and may not be modified Please try again in a few minutes';
    throw new OdooFault('odoo.exceptions.UserError', text);
  }
  crons.write(given.ids, given.members('vals', 1));
  return true;
}

function reference({ caller }: Records, given: Arguments): Json {
  const [module, name] = [given.text('module', 0), given.text('xml_id', 1)];
  const found = caller.database.table('ir_model_data').where({ module, name })[0];
  if (found === undefined) {
    throw new OdooFault('builtins.ValueError', `External ID not found in the system: ${module}.${name}`);
  }
  return [found['model'] ?? false, found['res_id'] ?? false];
}

function install(modules: Records, given: Arguments): Json {
  for (const row of modules.browse(given.ids)) {
    row['state'] = 'installed';
    row['latest_version'] ??= `${modules.caller.odoo.behaviour.version}.1.0`;
  }
  return { type: 'ir.actions.act_url', target: 'self', url: '/web' };
}

function installLanguages(wizards: Records, given: Arguments): Json {
  const { database } = wizards.caller;
  for (const wizard of wizards.browse(given.ids)) {
    const commands = JSON.parse(String(wizard['lang_ids'] ?? '[]')) as (number | [number, number, number[]])[];
    const ids = new Set(commands.flatMap((one) => (typeof one === 'number' ? one : one[0] === 6 ? one[2] : one[1])));
    for (const lang of database.table('res_lang').rows) if (ids.has(Number(lang['id']))) lang['active'] = true;
  }
  return membersOf({ type: 'ir.actions.act_window', res_model: 'base.language.install', target: 'new' });
}
