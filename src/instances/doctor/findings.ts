import type { ConnectionReport } from '../../odoo/odoo.client';
import type { Finding } from './doctor.schemas';

/** What was seen of a server. */
export interface Seen {
  serverUrl: string;
  odooVersion: string | null;
  checks: ConnectionReport['checks'];
  /** How far its clock is ahead of ours, in ms; null when it does not say. */
  skewMs: number | null;
  /** Instances with late scheduled actions. */
  lateInstances: number;
  /** Backups and restores of the last 30 days that broke off. */
  brokenOff: number;
}

/** Odoo looks after three versions at a time; https://www.odoo.com/documentation/master/administration/supported_versions.html */
const OLDEST_SUPPORTED = 17;
const SKEW_MS = 30_000;
const MANAGER = `location ~ ^/web/database { allow <address of Amiral>; deny all; proxy_pass http://odoo; }`;
const STREAMING = `location ~ ^/web/database/(backup|restore)$ { allow <address of Amiral>; deny all; client_max_body_size 0; proxy_request_buffering off; proxy_buffering off; proxy_read_timeout 2h; proxy_pass http://odoo; }`;

/** What is wrong with a server, the worst first. Pure. */
export function findingsIn(seen: Seen): Finding[] {
  const found = [password, listDb, pages, tls, version, clock, crons, timeLimit].flatMap((look) => look(seen) ?? []);
  return found.sort((a, b) => a.severity.localeCompare(b.severity));
}

function check({ checks }: Seen, name: Seen['checks'][number]['name']) {
  return checks.find((one) => one.name === name) ?? { ok: null, detail: '' };
}

function password(seen: Seen): Finding | null {
  const { ok, detail } = check(seen, 'master-password');
  if (ok !== false || !detail.includes('still "admin"')) return null;
  return {
    code: 'default-master-password',
    severity: 'critical',
    detail,
    endangers: 'Every database of the server: whoever reaches it reads, copies and drops them.',
    remedy: 'admin_passwd = <a long random password>',
  };
}

function listDb(seen: Seen): Finding | null {
  const { ok, detail } = check(seen, 'database-list');
  if (ok !== false) return null;
  return {
    code: 'list-db-off',
    severity: 'warning',
    detail,
    endangers: 'Provisioning, publishing, backups, restores and moves: none of them gets through.',
    remedy: 'list_db = True',
  };
}

function pages(seen: Seen): Finding | null {
  const { ok, detail } = check(seen, 'database-pages');
  if (ok === null) return null;
  // With list_db off Odoo shows these pages, and does nothing that is posted to them.
  if (ok && check(seen, 'database-list').ok === false) return null;
  if (!ok) {
    return {
      code: 'database-pages-shut',
      severity: 'warning',
      detail,
      endangers: 'Backups and restores, and whatever is made with them.',
      remedy: STREAMING,
    };
  }
  return {
    code: 'database-manager-open',
    severity: 'warning',
    detail: `${detail} Amiral came there without a password; see that nobody else does.`,
    endangers: 'Every database: the master password can be tried by whoever reaches these pages.',
    remedy: MANAGER,
  };
}

function tls({ serverUrl }: Seen): Finding | null {
  if (!serverUrl.startsWith('http:')) return null;
  return {
    code: 'no-tls',
    severity: 'warning',
    detail: 'The server is reached over plain HTTP.',
    endangers: 'The master password, logins and backups: whoever is on the way reads them.',
    remedy: 'listen 443 ssl; ssl_certificate <certificate>; ssl_certificate_key <key>;',
  };
}

function version({ odooVersion }: Seen): Finding | null {
  const major = Number(/\d+/.exec(odooVersion ?? '')?.[0] ?? NaN);
  if (!(major < OLDEST_SUPPORTED)) return null;
  return {
    code: 'version-out-of-support',
    severity: 'warning',
    detail: `It is Odoo ${String(odooVersion)}.`,
    endangers: 'Every customer on it: Odoo mends no holes of this version any more.',
    remedy: 'Move its customers to a server of a supported version, with an upgrade of their databases.',
  };
}

function clock({ skewMs }: Seen): Finding | null {
  if (skewMs === null || Math.abs(skewMs) <= SKEW_MS) return null;
  const seconds = String(Math.round(Math.abs(skewMs) / 1_000));
  return {
    code: 'clock-skew',
    severity: 'warning',
    detail: `Its clock is ${seconds} s ${skewMs > 0 ? 'ahead' : 'behind'}, by the Date of its answers.`,
    endangers: 'Sessions, second factors, scheduled actions, and the times in its records.',
    remedy: 'timedatectl set-ntp true',
  };
}

function crons({ lateInstances }: Seen): Finding | null {
  if (lateInstances === 0) return null;
  return {
    code: 'crons-late',
    severity: 'warning',
    detail: `Scheduled actions are late in ${String(lateInstances)} instances, as last looked into.`,
    endangers: 'Their mail, reminders and recurring invoices: nothing runs, and no error shows it.',
    remedy:
      'systemctl restart odoo; with workers = 0 on 16 to 18, set workers = 2: threads of crons end for good there.',
  };
}

function timeLimit({ brokenOff }: Seen): Finding | null {
  if (brokenOff === 0) return null;
  return {
    code: 'time-limit-short',
    severity: 'warning',
    detail: `${String(brokenOff)} operations of the last 30 days broke off in the middle of an answer.`,
    endangers: 'Backups, restores and publications of large databases.',
    remedy: 'limit_time_real = 7200',
  };
}
