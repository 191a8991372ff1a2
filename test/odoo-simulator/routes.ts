import { accessDenied } from './fault';
import { major } from './options';
import { header, type HttpRequest } from './request';
import { answerJsonRpc, callBody, faultOf, resultOf, versionInfo, versionObject } from './rpc';
import { failed, form, FORMS } from './forms';
import { json2 } from './json2';
import { authenticate, choices, home, login, logout, sessionInfo } from './login';
import { listed } from './managing';
import { isMaster } from './rpc-db';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, html, json, pythonJson, redirect, type Answer } from './wire';

type Route = (odoo: SimulatedOdoo, request: HttpRequest) => Answer | Promise<Answer>;

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
  '/web': home,
  '/odoo': (odoo, request) => (major(odoo.behaviour.version) >= 18 ? home(odoo, request) : notFound()),
  '/web/login': login,
  '/web/session/authenticate': authenticate,
  '/web/session/get_session_info': sessionInfo,
  '/web/session/logout': logout,
  '/web/version': version,
  '/json/version': version,
  '/web/webclient/version_info': versionInfoRoute,
  '/web/database/manager': manager,
  '/web/database/selector': manager,
  '/web/database/list': databaseList,
  '/web/database/change_password': changePassword,
  ...Object.fromEntries(FORMS.map((path) => [path, form])),
};

/** What a healthy Odoo of this version answers to a request. */
export function answerRoute(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
  // The web framework cannot build its own address without a Host.
  if (request.http10 && header(request.head, 'host') === undefined) return errorPage(500, 'Internal Server Error');
  if (odoo.behaviour.shut.some((start) => request.path.startsWith(start))) return errorPage(403, 'nginx');
  const quiet = request.path.startsWith('/json/2/') ? json2 : QUIET[request.path];
  if (quiet !== undefined) return quiet(odoo, request);
  const answer = (ROUTES[request.path] ?? notFound)(odoo, request);
  // Who has a session keeps it.
  return odoo.sessions.of(request) === undefined ? withCookie(answer) : answer;
}

function withCookie(answer: Answer | Promise<Answer>): Answer | Promise<Answer> {
  if (answer instanceof Promise) return answer.then(withCookie);
  const headers = answer.headers ?? [];
  return headers.some((line) => line.startsWith('Set-Cookie:')) ? answer : { ...answer, headers: [...headers, COOKIE] };
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

function jsonRpc(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
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

function manager(odoo: SimulatedOdoo): Answer {
  return odoo.hardened
    ? html(200, '<html><body>The database manager has been disabled by the administrator</body></html>')
    : html(200, MANAGER.replace('</body>', `<ul>${choices(odoo)}</ul></body>`));
}

function databaseList(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const body = callBody(odoo, request, '/web/database/list');
  if (body.call === undefined) return body.refusal;
  if (odoo.hardened) return faultOf(odoo, body.call, accessDenied('if_db_mgt_enabled'));
  const none = odoo.behaviour.filtered || (odoo.databaseDown && !isMono(odoo));
  return resultOf(body.call, none ? [] : listed(odoo));
}

function changePassword(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  if (request.method !== 'POST') return methodNotAllowed();
  const fields = new URLSearchParams(request.bytes.toString('utf8'));
  const [master, fresh] = [fields.get('master_pwd'), fields.get('master_pwd_new')];
  if (master === null || fresh === null) return errorPage(500, 'Internal Server Error');
  if (odoo.hardened || !isMaster(odoo, master)) return failed(odoo, 'Master password update error: Access Denied');
  void odoo.set({ masterPassword: fresh });
  return redirect(303, '/web/database/manager');
}

function methodNotAllowed(): Answer {
  return errorPage(405, 'The method is not allowed for the requested URL.');
}
