import { accessDenied, noSuchDatabase, notOurs, noUsers, OdooFault, postgresDown, wrongArguments } from './fault';
import { major, type Version } from './options';
import { header, jsonBody, type HttpRequest } from './request';
import { callDb } from './rpc-db';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, html, json, pythonJson, type Answer, type Json } from './wire';

type Service = (odoo: SimulatedOdoo, method: string, args: readonly Json[]) => Json | undefined;
type Members = Readonly<Record<string, Json | undefined>>;

const ADMIN = 2;
const SERVICES: Readonly<Record<string, Service>> = { common: callCommon, db: callDb, object: callObject };

/** What common.version and /web/webclient/version_info tell. */
export function versionObject(version: Version): Json {
  return {
    server_version: version,
    server_version_info: versionInfo(version),
    server_serie: version,
    protocol_version: 1,
  };
}

/** Odoo's version tuple. */
export function versionInfo(version: Version): Json {
  return [major(version), 0, 0, 'final', 0, ''];
}

/** Answers a request on /jsonrpc: 400 when it is no JSON call, else 200 whatever becomes of the call. */
export function answerJsonRpc(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const body = callBody(odoo, request, '/jsonrpc');
  return body.call === undefined ? body.refusal : answerCall(odoo, body.call);
}

/** The JSON object posted to `route`, or the 4xx Odoo refuses anything else with. */
export function callBody(
  odoo: SimulatedOdoo,
  request: HttpRequest,
  route: string,
): { readonly call: Members } | { readonly call?: undefined; readonly refusal: Answer } {
  const type = header(request.head, 'content-type');
  if (request.path.endsWith('/') || (type !== 'application/json' && type !== 'application/json-rpc')) {
    const text = `Request inferred type is compatible with ['http'] but '${route}' is type='json'.`;
    return { refusal: errorPage(isModern(odoo) ? 415 : 400, text) };
  }
  const body = jsonBody(request);
  if (body === undefined) return { refusal: html(400, 'Invalid JSON data') };
  if (!isObject(body)) return { refusal: html(400, 'Invalid JSON-RPC data') };
  return { call: body };
}

/** A JSON-RPC answer with `result`, or with neither result nor error for Python's None. */
export function resultOf(call: Members, result: Json | undefined): Answer {
  const id = { jsonrpc: '2.0', id: call['id'] ?? null };
  return json(result === undefined ? id : { ...id, result });
}

/** A JSON-RPC answer with `error`, status 200. */
export function faultOf(odoo: SimulatedOdoo, call: Members, fault: OdooFault): Answer {
  return json({ jsonrpc: '2.0', id: call['id'] ?? null, error: fault.toJson(isModern(odoo) ? 0 : 200) });
}

function isModern(odoo: SimulatedOdoo): boolean {
  return major(odoo.behaviour.version) >= 19;
}

function answerCall(odoo: SimulatedOdoo, call: Members): Answer {
  try {
    return resultOf(call, dispatch(odoo, call));
  } catch (error) {
    if (error instanceof OdooFault) return faultOf(odoo, call, error);
    throw error;
  }
}

function dispatch(odoo: SimulatedOdoo, call: Members): Json | undefined {
  const params = isObject(call['params']) ? call['params'] : {};
  const missing = ['service', 'method', 'args'].filter((name) => params[name] === undefined);
  if (missing.length > 0) throw wrongArguments('jsonrpc', missing.length, 3, 0);
  const [service, method] = [word(params['service']), word(params['method'])];
  const run = Object.hasOwn(SERVICES, service) ? SERVICES[service] : undefined;
  const gone = service === 'db' && major(odoo.behaviour.version) >= 20;
  if (run === undefined || gone) throw new OdooFault('builtins.KeyError', service);
  return run(odoo, method, Array.isArray(params['args']) ? params['args'] : []);
}

function callCommon(odoo: SimulatedOdoo, method: string, args: readonly Json[]): Json {
  if (method === 'version') {
    expectArguments('exp_version', args, 0);
    return versionObject(odoo.behaviour.version);
  }
  if (method === 'login' || method === 'authenticate') {
    expectArguments(`exp_${method}`, args, method === 'login' ? 3 : 4);
    const [database, login, password] = args;
    openDatabase(odoo, word(database));
    return login === 'admin' && password === odoo.behaviour.adminPassword ? ADMIN : false;
  }
  throw new OdooFault('builtins.Exception', `Method not found: ${method}`);
}

function callObject(odoo: SimulatedOdoo, method: string, args: readonly Json[]): Json | undefined {
  if (method !== 'execute_kw' && method !== 'execute') {
    throw new OdooFault('builtins.NameError', `Method not available ${method}`);
  }
  if (args.length < 5) throw wrongArguments('execute_kw', 6, 7, args.length);
  const [database, uid, password, model, name] = args;
  openDatabase(odoo, word(database));
  if (uid !== ADMIN && uid !== 1)
    throw new OdooFault('odoo.exceptions.MissingError', 'Record does not exist or has been deleted.');
  if (password !== odoo.behaviour.adminPassword) throw accessDenied('check');
  return callModel(word(model), word(name));
}

const RESULTS: Readonly<Record<string, Json | undefined>> = {
  search_count: 1,
  search_read: [],
  search: [],
  read: [],
  write: true,
  unlink: true,
  get_param: false,
  set_param: false,
  action_archive: undefined,
};
const MODELS = ['res.users', 'res.partner', 'ir.config_parameter', 'ir.module.module', 'ir.attachment'];

function callModel(model: string, method: string): Json | undefined {
  if (!MODELS.includes(model)) throw new OdooFault('odoo.exceptions.UserError', `Object ${model} doesn't exist`);
  if (method.startsWith('_')) {
    const text = `Private methods (such as ${model}.${method}) cannot be called remotely.`;
    throw new OdooFault('odoo.exceptions.AccessError', text);
  }
  if (!Object.hasOwn(RESULTS, method)) {
    throw new OdooFault('builtins.AttributeError', `The method '${model}.${method}' does not exist`);
  }
  return RESULTS[method];
}

function openDatabase(odoo: SimulatedOdoo, name: string): void {
  if (odoo.databaseDown) throw postgresDown();
  const { emptyDatabases, foreignDatabases } = odoo.behaviour;
  if (emptyDatabases.includes(name)) throw noUsers();
  if (foreignDatabases.includes(name) || name === 'postgres') throw notOurs();
  if (!odoo.databases.has(name)) throw noSuchDatabase(name);
}

function expectArguments(name: string, args: readonly Json[], count: number): void {
  if (args.length !== count) throw wrongArguments(name, count, count, args.length);
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function word(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : pythonJson(value);
}
