import { openDatabase } from './access';
import type { Database } from './database/database';
import { cell, idOf, type Row } from './database/table';
import { accessDenied, OdooFault } from './fault';
import { listed } from './managing';
import { major } from './options';
import type { HttpRequest } from './request';
import { answerCall, callBody, sessionExpired } from './rpc';
import type { Session } from './sessions';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, escaped, html, redirect, type Answer, type Json } from './wire';

interface SignedIn {
  readonly database: Database;
  readonly user: Row;
}

/** `/web/login`: the form, what is posted with it, and the detour by which `?db=` gets into the session. */
export function login(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const { monoDb } = odoo.behaviour;
  const chosen = odoo.sessions.of(request)?.database;
  const asked = monoDb ?? new URLSearchParams(request.query).get('db') ?? chosen;
  if (asked === undefined) return redirect(303, '/web/database/selector');
  // A database that is missing or broken is asked for again and again: the loop is Odoo's own.
  if (found(odoo, asked) === undefined) return redirect(302, request.target);
  if (asked !== chosen && monoDb === undefined) {
    return redirect(302, request.target, [odoo.sessions.open({ database: asked })]);
  }
  return opened(odoo, asked, (database) =>
    request.method === 'POST' ? post(odoo, database, request) : page(odoo, form(database)),
  );
}

/** A database that there is something in. */
function found(odoo: SimulatedOdoo, name: string): Database | undefined {
  const database = odoo.databaseDown ? undefined : odoo.databases.get(name);
  return database?.standing === 'odoo' ? database : undefined;
}

/** `/web`, and `/odoo` from 18 on: says who is signed in to which database. */
export function home(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const signed = signedIn(odoo, request);
  if (signed === undefined) {
    const chosen = odoo.behaviour.monoDb ?? odoo.sessions.of(request)?.database;
    return redirect(303, chosen === undefined ? '/web/database/selector' : '/web/login');
  }
  const { database, user } = signed;
  const who = `Signed in as <strong>${escaped(String(user['login']))}</strong> to the database <strong>${escaped(database.name)}</strong>.`;
  return page(odoo, `<p>${who}</p>\n<p><a href="/web/session/logout">Log out</a></p>`);
}

export function logout(odoo: SimulatedOdoo, request: HttpRequest): Answer {
  const database = odoo.sessions.of(request)?.database;
  odoo.sessions.close(request);
  return redirect(303, '/web/login', database === undefined ? [] : [odoo.sessions.open({ database })]);
}

/** `/web/session/authenticate`: the login of programs that want a session. */
export function authenticate(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
  const body = callBody(odoo, request, '/web/session/authenticate');
  if (body.call === undefined) return body.refusal;
  let cookie: string[] = [];
  const answer = answerCall(odoo, body.call, () => {
    const { db, login: name, password } = (body.call['params'] ?? {}) as Record<string, string | undefined>;
    if (odoo.behaviour.filtered) throw new OdooFault('odoo.exceptions.AccessError', 'Database not found.');
    const database = openDatabase(odoo, db ?? '');
    const user = checked(odoo, database, name ?? '', password ?? '');
    if (user === undefined) throw accessDenied();
    cookie = [signIn(odoo, database, user)];
    return info(odoo, database, user);
  });
  return answer instanceof Promise ? answer : { ...answer, headers: cookie };
}

/** `/web/session/get_session_info`: whose session it is, or that it has ended. */
export function sessionInfo(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
  const body = callBody(odoo, request, '/web/session/get_session_info');
  if (body.call === undefined) return body.refusal;
  const signed = signedIn(odoo, request);
  if (signed === undefined) return sessionExpired(body.call);
  return answerCall(odoo, body.call, () => info(odoo, signed.database, signed.user));
}

/** Who is signed in by the cookie of a request, and where. */
function signedIn(odoo: SimulatedOdoo, request: HttpRequest): SignedIn | undefined {
  const session = odoo.sessions.of(request);
  return session === undefined ? undefined : holderOf(session, found(odoo, session.database));
}

function holderOf({ uid = 0, password = null }: Session, database: Database | undefined): SignedIn | undefined {
  const user = database?.tables.get('res_users')?.where({ id: uid, active: true, password })[0];
  return database === undefined || user === undefined ? undefined : { database, user };
}

/** Links to the databases, for people. */
export function choices(odoo: SimulatedOdoo): string {
  const names = odoo.databaseDown ? [] : listed(odoo);
  return names
    .map((name) => `<li><a href="/web/login?db=${encodeURIComponent(name)}">${escaped(name)}</a></li>`)
    .join('\n');
}

function opened(odoo: SimulatedOdoo, name: string, show: (database: Database) => Answer): Answer {
  try {
    return show(openDatabase(odoo, name));
  } catch (error) {
    if (error instanceof OdooFault) return errorPage(500, 'Internal Server Error');
    throw error;
  }
}

function post(odoo: SimulatedOdoo, database: Database, request: HttpRequest): Answer {
  const fields = new URLSearchParams(request.bytes.toString('utf8'));
  const user = checked(odoo, database, fields.get('login') ?? '', fields.get('password') ?? '');
  if (user === undefined) return page(odoo, form(database, 'Wrong login/password'));
  if (cell(user, 'totp_secret') !== null) return redirect(303, '/web/login/totp');
  return redirect(303, major(odoo.behaviour.version) >= 18 ? '/odoo' : '/web', [signIn(odoo, database, user)]);
}

/** Browsers come in by password alone. */
function checked(odoo: SimulatedOdoo, database: Database, name: string, password: string): Row | undefined {
  const user = database.user(name);
  const accepted = user?.['active'] === true && database.isPasswordOf(user, password);
  odoo.ledger.noteLogin({ database: database.name, login: name, accepted });
  return accepted ? user : undefined;
}

function signIn(odoo: SimulatedOdoo, database: Database, user: Row): string {
  database.noteLogin(idOf(user));
  return odoo.sessions.open({ database: database.name, uid: idOf(user), password: cell(user, 'password') });
}

function info(odoo: SimulatedOdoo, database: Database, user: Row): Json {
  return {
    uid: idOf(user),
    db: database.name,
    username: cell(user, 'login'),
    partner_id: cell(user, 'partner_id'),
    server_version: odoo.behaviour.version,
  };
}

function form(database: Database, error = ''): string {
  const alert = error === '' ? '' : `<p class="alert alert-danger" role="alert">${error}</p>\n`;
  return `${alert}<form class="oe_login_form" method="post" action="/web/login">
<input type="hidden" name="csrf_token" value="simulated"/>
<p>Database: ${escaped(database.name)}</p>
<p><label>Email <input name="login" autocomplete="username" required/></label></p>
<p><label>Password <input type="password" name="password" autocomplete="current-password" required/></label></p>
<button type="submit">Log in</button>
</form>`;
}

function page(odoo: SimulatedOdoo, body: string): Answer {
  const title = `Odoo ${odoo.behaviour.version} (simulated)`;
  return html(
    200,
    `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/><title>${title}</title></head><body>\n<h1>${title}</h1>\n${body}\n</body></html>\n`,
  );
}
