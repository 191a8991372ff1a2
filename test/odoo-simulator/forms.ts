import type { Fault } from './failure';
import { accessDenied, OdooFault } from './fault';
import { perform, type Job } from './jobs';
import { backup, create, drop, duplicate, listed } from './managing';
import { readMultipart } from './multipart';
import { major } from './options';
import { rawHeader, type HttpRequest } from './request';
import { restore } from './restoring';
import { isMaster } from './rpc-db';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, escaped, html, redirect, stampedName, type Answer } from './wire';

/** What is posted to one page of the database manager. */
interface Posted {
  readonly fields: ReadonlyMap<string, string>;
  readonly file?: Buffer | undefined;
}

/** One page: what it needs, what it calls its errors, and the work. */
interface Page {
  readonly required: readonly string[];
  readonly error: string;
  /** Checks the name as it must look; RPC checks nothing. */
  readonly named?: string;
  readonly job: (odoo: SimulatedOdoo, posted: Posted) => Job<unknown>;
  readonly success: (odoo: SimulatedOdoo, posted: Posted, result: unknown) => Answer;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const MANAGER = '/web/database/manager';
const DISABLED = 'The database manager has been disabled by the administrator';
const toManager = (): Answer => redirect(303, MANAGER);

const PAGES: Readonly<Record<string, Page>> = {
  '/web/database/create': {
    required: ['name', 'lang', 'password'],
    error: 'Database creation error',
    named: 'name',
    job: (odoo, { fields }) => {
      const [login, phone] = ['login', 'phone'].map((field) => needed(fields, field));
      return create(odoo, text(fields, 'name'), {
        lang: text(fields, 'lang'),
        password: text(fields, 'password'),
        login: login ?? '',
        phone: phone || undefined,
        country: text(fields, 'country_code') || undefined,
      });
    },
    success: (odoo) => redirect(303, major(odoo.behaviour.version) >= 18 ? '/odoo' : '/web'),
  },
  '/web/database/duplicate': {
    required: ['name', 'new_name'],
    error: 'Database duplication error',
    named: 'new_name',
    // Any text that is not empty is true to Python, `false` too.
    job: (odoo, { fields }) =>
      duplicate(odoo, text(fields, 'name'), text(fields, 'new_name'), text(fields, 'neutralize_database') !== ''),
    success: toManager,
  },
  '/web/database/drop': {
    required: ['name'],
    error: 'Database deletion error',
    job: (odoo, { fields }) => drop(odoo, text(fields, 'name')),
    success: toManager,
  },
  '/web/database/backup': {
    required: ['name'],
    error: 'Database backup error',
    job: backupJob,
    success: (_, { fields }, bytes) => ({
      status: 200,
      type: 'application/octet-stream; charset=binary',
      body: bytes as Buffer,
      chunked: true,
      headers: [
        `Content-Disposition: attachment; filename*=UTF-8''${stampedName(text(fields, 'name'), text(fields, 'backup_format') || 'zip')}`,
      ],
    }),
  },
  '/web/database/restore': {
    required: ['name', 'backup_file'],
    error: 'Database restore error',
    job: (odoo, { fields, file }) =>
      restore(odoo, {
        name: text(fields, 'name'),
        bytes: file ?? Buffer.alloc(0),
        copy: isTrue(text(fields, 'copy')),
        neutralized: text(fields, 'neutralize_database') !== '',
      }),
    success: toManager,
  },
};

/** The paths of {@link form}. */
export const FORMS = Object.keys(PAGES);

/** Answers a post to a page of the database manager: 303 is success, 200 is failure. */
export function form(odoo: SimulatedOdoo, request: HttpRequest): Answer | Promise<Answer> {
  const page = PAGES[request.path];
  if (page === undefined || request.method !== 'POST') {
    return errorPage(405, 'The method is not allowed for the requested URL.');
  }
  const posted = readForm(request);
  const isWhole = ['master_pwd', ...page.required].every((field) => posted?.fields.has(field) === true);
  if (posted === undefined || !isWhole) return errorPage(500, 'Internal Server Error');
  return manage(odoo, page, posted, request.fault);
}

async function manage(odoo: SimulatedOdoo, page: Page, posted: Posted, fault: Fault | undefined): Promise<Answer> {
  const master = text(posted.fields, 'master_pwd');
  takeOverInsecure(odoo, master);
  try {
    if (!isMaster(odoo, master) || odoo.hardened) throw accessDenied();
    if (page.named !== undefined && !NAME.test(text(posted.fields, page.named))) throw badName(odoo);
    return page.success(odoo, posted, await perform(odoo, page.job(odoo, posted), fault));
  } catch (error) {
    if (error instanceof OdooFault) return failed(odoo, `${page.error}: ${said(error)}`);
    throw error;
  }
}

/** A server whose master password is the default makes whatever is posted its new one. */
function takeOverInsecure(odoo: SimulatedOdoo, posted: string): void {
  if (odoo.behaviour.masterPassword === 'admin' && posted !== '') void odoo.set({ masterPassword: posted });
}

/** The page of the manager with an error on it. */
export function failed(odoo: SimulatedOdoo, text: string): Answer {
  const alerts = odoo.hardened ? [DISABLED, text] : [text];
  const shown = alerts.map((alert) => `<div class="alert alert-danger">${escaped(alert)}</div>`).join('\n');
  return html(200, `<!DOCTYPE html>\n<html><head><title>Odoo</title></head><body>\n${shown}\n</body></html>\n`);
}

function backupJob(odoo: SimulatedOdoo, { fields }: Posted): Job<unknown> {
  const name = text(fields, 'name');
  const isModern = major(odoo.behaviour.version) >= 18;
  const isKnown = !odoo.behaviour.filtered && listed(odoo).includes(name);
  if (isModern && !isKnown) throw new OdooFault('builtins.Exception', `Database '${name}' is not known`);
  const filestore = fields.get('filestore');
  return backup(odoo, name, text(fields, 'backup_format') || 'zip', filestore === undefined || isTrue(filestore));
}

function readForm(request: HttpRequest): Posted | undefined {
  const type = rawHeader(request.head, 'content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(request.bytes, type);
  return { fields: new Map(new URLSearchParams(request.bytes.toString('utf8'))) };
}

function text(fields: ReadonlyMap<string, string>, name: string): string {
  return fields.get(name) ?? '';
}

/** @throws OdooFault for a field that Odoo looks for too late */
function needed(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value === undefined) throw new OdooFault('builtins.KeyError', name);
  return value;
}

/** Odoo's `str2bool`. */
function isTrue(value: string): boolean {
  return ['y', 'yes', '1', 'true', 't', 'on'].includes(value.toLowerCase());
}

function badName(odoo: SimulatedOdoo): OdooFault {
  const text = 'Invalid database name. Only alphanumerical characters, underscore, hyphen and dot are allowed.';
  const isModern = major(odoo.behaviour.version) >= 19;
  return new OdooFault('builtins.Exception', isModern ? "'NoneType' object has no attribute 'uid'" : text);
}

/** An exception as `str` shows it: of a KeyError with quotes. */
function said(fault: OdooFault): string {
  return fault.python === 'builtins.KeyError' ? `'${fault.message}'` : fault.message;
}
