import { accessDenied } from './fault';
import { major } from './options';
import { header, type HttpRequest } from './request';
import { answerJsonRpc, callBody, faultOf, resultOf, versionInfo, versionObject } from './rpc';
import { drop, isMaster, listed } from './rpc-db';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, html, json, pythonJson, redirect, type Answer } from './wire';

type Route = (odoo: SimulatedOdoo, request: HttpRequest) => Answer;

const COOKIE = `Set-Cookie: session_id=${'0123456789'.repeat(4)}; Max-Age=7776000; HttpOnly; Path=/`;
const NO_STORE = ['Cache-Control: no-store'];
/** About the size of the real page. */
const MANAGER = `<!DOCTYPE html>\n<html><head><title>Odoo</title></head><body>${'<option value="xx">Language</option>\n'.repeat(1180)}</body></html>`;

/** Routes that never set a cookie. */
const QUIET: Readonly<Record<string, Route>> = {
  '/jsonrpc': jsonRpc,
  '/jsonrpc/': jsonRpc,
  '/web/health': health,
  '/xmlrpc/2/common': xmlRpc,
};

const ROUTES: Readonly<Record<string, Route>> = {
  '/': () => redirect(303, '/web'),
  '/web': (odoo) => redirect(303, isMono(odoo) ? '/web/login' : '/web/database/selector'),
  '/web/login': login,
  '/web/version': version,
  '/json/version': version,
  '/web/webclient/version_info': versionInfoRoute,
  '/web/database/manager': manager,
  '/web/database/selector': manager,
  '/web/database/list': databaseList,
  '/web/database/drop': databaseDrop,
};

/** What a healthy Odoo of this version answers to a request. */
export function answerRoute(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  // The web framework cannot build its own address without a Host.
  if (request.http10 && header(request.head, 'host') === undefined) return errorPage(500, 'Internal Server Error');
  if (odoo.behaviour.shut.some((start) => request.path.startsWith(start))) return errorPage(403, 'nginx');
  const quiet = QUIET[request.path];
  if (quiet !== undefined) return quiet(odoo, request);
  const answer = (ROUTES[request.path] ?? notFound)(odoo, request);
  return { ...answer, headers: [...(answer.headers ?? []), COOKIE] };
}

/** The page of an unknown address. */
export function notFound(): Answer {
  return errorPage(
    404,
    'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.',
  );
}

function isMono(odoo: SimulatedOdoo): boolean {
  return odoo.behaviour.monoDb !== undefined;
}

function jsonRpc(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  return major(odoo.behaviour.version) >= 22 ? notFound() : answerJsonRpc(odoo, request);
}

function health(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  if (request.method === 'POST') {
    return isMono(odoo) ? errorPage(400, 'Bad Request') : redirect(303, '/web/database/selector');
  }
  const asked = new URLSearchParams(request.query).get('db_server_status') ?? '';
  if (asked === '' || major(odoo.behaviour.version) < 19) return healthAnswer({ status: 'pass' });
  return odoo.databaseDown
    ? healthAnswer({ status: 'fail', db_server_status: false }, 500)
    : healthAnswer({ status: 'pass', db_server_status: true });
}

function healthAnswer(body: Parameters<typeof pythonJson>[0], status = 200): Answer {
  return { status, type: 'application/json', body: pythonJson(body), headers: NO_STORE };
}

function xmlRpc(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  if (major(odoo.behaviour.version) >= 22) return notFound();
  if (request.method !== 'POST') return methodNotAllowed();
  const value = `<value><string>${odoo.behaviour.version}</string></value>`;
  const member = `<struct><member><name>server_version</name>${value}</member></struct>`;
  const body = `<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n<value>${member}</value>\n</param>\n</params>\n</methodResponse>\n`;
  return { status: 200, type: 'text/xml; charset=utf-8', body };
}

function version(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const { version: release } = odoo.behaviour;
  if (major(release) < 19) return notFound();
  if (request.method === 'POST') return redirect(303, '/web/database/selector');
  return json({ version_info: versionInfo(release), version: release });
}

function versionInfoRoute(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const body = callBody(odoo, request, '/web/webclient/version_info');
  return body.call === undefined ? body.refusal : resultOf(body.call, versionObject(odoo.behaviour.version));
}

function login(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const asked = new URLSearchParams(request.query).get('db');
  const database = odoo.behaviour.monoDb ?? asked;
  if (database === null) return redirect(303, '/web/database/selector');
  const usable = !odoo.databaseDown && odoo.databases.has(database);
  const chosen = isMono(odoo) || header(request.head, 'cookie')?.includes('session_id=') === true;
  // A database that is missing or broken is asked for again and again: the loop is Odoo's own.
  return usable && chosen
    ? html(200, '<!DOCTYPE html>\n<html><body>Log in</body></html>')
    : redirect(302, request.target);
}

function manager(odoo: SimulatedOdoo): Answer {
  return odoo.hardened
    ? html(200, '<html><body>The database manager has been disabled by the administrator</body></html>')
    : html(200, MANAGER);
}

function databaseList(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const body = callBody(odoo, request, '/web/database/list');
  if (body.call === undefined) return body.refusal;
  if (odoo.hardened) return faultOf(odoo, body.call, accessDenied('if_db_mgt_enabled'));
  const none = odoo.behaviour.filtered || (odoo.databaseDown && !isMono(odoo));
  return resultOf(body.call, none ? [] : listed(odoo));
}

function databaseDrop(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  if (request.method !== 'POST') return methodNotAllowed();
  const form = new URLSearchParams(request.body);
  const [master, name] = [form.get('master_pwd'), form.get('name')];
  if (master === null || name === null) return errorPage(500, 'Internal Server Error');
  takeOverInsecure(odoo, master);
  if (odoo.hardened || !isMaster(odoo, master)) return dropError('Access Denied');
  if (odoo.databaseDown) return dropError('connection to server failed: Connection refused');
  drop(odoo, name);
  return redirect(303, '/web/database/manager');
}

/** A server whose master password is the default makes whatever is posted its new one. */
function takeOverInsecure(odoo: SimulatedOdoo, posted: string): void {
  if (odoo.behaviour.masterPassword === 'admin' && posted !== '') void odoo.set({ masterPassword: posted });
}

function dropError(text: string): Answer {
  return html(200, `<html><body><div class="alert alert-danger">Database deletion error: ${text}</div></body></html>`);
}

function methodNotAllowed(): Answer {
  return errorPage(405, 'The method is not allowed for the requested URL.');
}
