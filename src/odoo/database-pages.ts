import type { IncomingHttpHeaders } from 'node:http';
import { badAnswer, wrongStatus } from './odoo-call';
import { type CallCode, OdooCallError, refused } from './odoo-call-error';

/** What Odoo shows in an alert of its database manager, which it answers with 200 when it refuses; HTML escapes quotes. */
const ALERTS: readonly (readonly [RegExp, CallCode])[] = [
  [/disabled by the administrator/, 'list-db-off'],
  [/Access Denied/, 'wrong-master-password'],
  [/already exists/, 'name-taken'],
  [/is not known|does not exist/, 'no-such-source'],
  [/No space left on device|Errno 28/, 'server-disk-full'],
  [/restore database/, 'restore-failed'],
];
const ALERT = /alert-danger[^>]*>([\s\S]*?)<\/div>/g;
/** Refused before Odoo began. */
const BEFORE: ReadonlySet<CallCode> = new Set(['list-db-off', 'wrong-master-password', 'name-taken', 'no-such-source']);
const MANAGER = '/web/database/manager';

/** Whether an answer of `/web/database/backup` brings one: Odoo's refusals are HTML. */
export function isArchive(status: number, { 'content-type': type = '' }: IncomingHttpHeaders): boolean {
  return status === 200 && /^application\/(octet-stream|zip|x-zip-compressed)/.test(type);
}

/** Whether an answer of `/web/database/restore` accepts. It does not yet say that anything was restored. */
export function isAccepted(status: number, { location = '' }: IncomingHttpHeaders): boolean {
  return status === 303 && location.endsWith(MANAGER);
}

/**
 * What another answer of `/web/database/*` means.
 * @param html its beginning
 * @param changes whether the call was to change something: an error that Odoo met on the way leaves half of it
 */
export function refusalOf(status: number, html: string, changes: boolean): OdooCallError {
  if (status === 413) return refused('body-too-large');
  if (status !== 200) return wrongStatus(status);
  const alerts = [...html.matchAll(ALERT)].map(([, text = '']) => text).join('\n');
  if (alerts === '') return badAnswer('It is a page of something else.');
  const code = ALERTS.find(([pattern]) => pattern.test(alerts))?.[1] ?? 'odoo-error';
  return new OdooCallError(changes && !BEFORE.has(code) ? 'lost' : 'refused', code);
}
