import { enter, logIn } from './access';
import { OdooFault, wrongArguments } from './fault';
import type { Fault } from './failure';
import { mayFail } from './faults';
import { major, type Version } from './options';
import { argumentsOf } from './orm/arguments';
import { callModel } from './orm/models';
import { header, jsonBody, type HttpRequest } from './request';
import { callDb } from './rpc-db';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, html, json, pythonJson, type Answer, type Json } from './wire';

type Service = (
  odoo: SimulatedOdoo,
  method: string,
  args: readonly Json[],
  fault: Fault | undefined,
) => Result | Promise<Result>;
/** What a method returned; undefined is Python's None. */
type Result = Json | undefined;
type Members = Readonly<Record<string, Json | undefined>>;

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
export function answerJsonRpc(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
  const body = callBody(odoo, request, '/jsonrpc');
  return body.call === undefined
    ? body.refusal
    : answerCall(odoo, body.call, () => dispatch(odoo, body.call, request.fault));
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

/** What a session that has ended is told. */
export function sessionExpired(call: Members): Answer {
  const data = new OdooFault('odoo.http.SessionExpiredException', 'Session expired').toData();
  return json({ jsonrpc: '2.0', id: call['id'] ?? null, error: { code: 100, message: 'Odoo Session Expired', data } });
}

function isModern(odoo: SimulatedOdoo): boolean {
  return major(odoo.behaviour.version) >= 19;
}

/** What comes of a call of JSON-RPC: its result, or the exception that it raised. */
export function answerCall(
  odoo: SimulatedOdoo,
  call: Members,
  run: () => Result | Promise<Result>,
): Answer | Promise<Answer> {
  const failed = (error: unknown): Answer => {
    if (error instanceof OdooFault) return faultOf(odoo, call, error);
    throw error;
  };
  try {
    const result = run();
    return result instanceof Promise ? result.then((value) => resultOf(call, value), failed) : resultOf(call, result);
  } catch (error) {
    return failed(error);
  }
}

function dispatch(odoo: SimulatedOdoo, call: Members, fault: Fault | undefined): Result | Promise<Result> {
  const params: Members = isObject(call['params']) ? call['params'] : {};
  const missing = ['service', 'method', 'args'].filter((name) => params[name] === undefined);
  if (missing.length > 0) throw wrongArguments('jsonrpc', missing.length, 3, 0);
  const [service, method] = [word(params['service']), word(params['method'])];
  const args = Array.isArray(params['args']) ? (params['args'] as readonly Json[]) : [];
  const run = serviceOf(odoo, service);
  // Work on whole databases looks at the fault itself.
  if (service === 'db') return run(odoo, method, args, fault);
  mayFail(fault);
  return fault?.kind === 'lie' ? true : run(odoo, method, args, fault);
}

function serviceOf(odoo: SimulatedOdoo, name: string): Service {
  const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  const isGone = name === 'db' && major(odoo.behaviour.version) >= 20;
  if (service === undefined || isGone) throw new OdooFault('builtins.KeyError', name);
  return service;
}

function callCommon(odoo: SimulatedOdoo, method: string, args: readonly Json[]): Json {
  if (method === 'version') {
    expectArguments('exp_version', args, 0);
    return versionObject(odoo.behaviour.version);
  }
  if (method === 'login' || method === 'authenticate') {
    expectArguments(`exp_${method}`, args, method === 'login' ? 3 : 4);
    const [database, login, password, agent] = args;
    return logIn(odoo, { database: word(database), login: word(login), secret: word(password), agent });
  }
  throw new OdooFault('builtins.Exception', `Method not found: ${method}`);
}

function callObject(odoo: SimulatedOdoo, method: string, args: readonly Json[]): Json | undefined {
  if (method !== 'execute_kw' && method !== 'execute') {
    throw new OdooFault('builtins.NameError', `Method not available ${method}`);
  }
  if (args.length < 5) throw wrongArguments('execute_kw', 6, 7, args.length);
  const [database, uid, password, model, name, ...rest] = args;
  const caller = enter(odoo, word(database), uid, word(password));
  const [positional, named] = method === 'execute_kw' ? rest : [rest, {}];
  return callModel(caller, word(model), word(name), argumentsOf(positional, named));
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
