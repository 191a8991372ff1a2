import { openDatabase, type Caller } from './access';
import type { Database } from './database/database';
import { OdooFault } from './fault';
import { mayFail } from './faults';
import { major } from './options';
import { argumentsOf } from './orm/arguments';
import { callModel } from './orm/models';
import { jsonBody, rawHeader, type HttpRequest } from './request';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, json, type Answer, type Json } from './wire';

const NOT_FOUND =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
/** Statuses of exceptions; all others are 500. */
const STATUSES: Readonly<Record<string, number>> = {
  'odoo.exceptions.UserError': 422,
  'odoo.exceptions.ValidationError': 422,
  'odoo.exceptions.AccessDenied': 403,
  'odoo.exceptions.AccessError': 403,
  'odoo.exceptions.MissingError': 404,
};

/** `POST /json/2/<model>/<method>`, from 19 on: a key for the caller, a header for the database, arguments by name. */
export function json2(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const database = databaseOf(odoo, request);
  if (database === undefined) return errorPage(404, NOT_FOUND);
  const key = /^bearer +(.+)$/i.exec(rawHeader(request.head, 'authorization') ?? '')?.[1] ?? '';
  const user = database.ownerOfKey(key);
  if (user === undefined) {
    odoo.ledger.noteLogin({ database: database.name, login: 'by key', accepted: false });
    return refused(401, 'werkzeug.exceptions.Unauthorized', 'Invalid apikey');
  }
  return answer({ odoo, database, user }, request);
}

function answer(caller: Caller, request: HttpRequest): Answer {
  const [model = '', method = ''] = request.path.split('/').slice(3);
  try {
    mayFail(request.fault);
    if (request.fault?.kind === 'lie') return json(true);
    // Python's None is null here.
    return json(asRecords(method, callModel(caller, model, method, argumentsOf([], jsonBody(request))) ?? null));
  } catch (error) {
    if (error instanceof OdooFault) return told(error, model, method);
    throw error;
  }
}

/** What `create` returns are records, of one too. */
function asRecords(method: string, result: Json): Json {
  return method === 'create' && typeof result === 'number' ? [result] : result;
}

function databaseOf(odoo: SimulatedOdoo, request: HttpRequest): Database | undefined {
  const { version, monoDb } = odoo.behaviour;
  const name = rawHeader(request.head, 'x-odoo-database') ?? monoDb;
  if (major(version) < 19 || request.method !== 'POST' || name === undefined) return undefined;
  try {
    return openDatabase(odoo, name);
  } catch (error) {
    if (error instanceof OdooFault) return undefined;
    throw error;
  }
}

function told(fault: OdooFault, model: string, method: string): Answer {
  if (fault.python === 'builtins.AttributeError') return refused(404, 'werkzeug.exceptions.NotFound', fault.message);
  if (fault.message === `Object ${model} doesn't exist`) {
    return refused(404, 'werkzeug.exceptions.NotFound', `the model '${model}' does not exist`);
  }
  const isPrivate = method.startsWith('_') && fault.python === 'odoo.exceptions.AccessError';
  return json(fault.toData(), isPrivate ? 403 : (STATUSES[fault.python] ?? 500));
}

function refused(status: number, name: string, message: string): Answer {
  const data = new OdooFault(name, message).toData();
  return json({ ...data, arguments: [message, status] }, status);
}
