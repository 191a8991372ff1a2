import { major, type Version } from '../options';
import { stamp, type Database } from './database';
import type { Row } from './table';

const UNIT_MS: Readonly<Record<string, number>> = {
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
  months: 30 * 86_400_000,
};

/**
 * Runs what is due in a database, as Odoo's cron workers would: each due cron once, its next call then lies ahead.
 * Nothing runs where `base` is of another version. The queue of mails sends what waits.
 */
export function tick(database: Database, version: Version, now: Date): void {
  if (database.standing !== 'odoo' || database.isSealedFor(version)) return;
  for (const cron of database.table('ir_cron').where({ active: true })) {
    if (at(cron['nextcall']) > now.getTime()) continue;
    postpone(cron, now);
    // From 19 on the actions of archived users fail; the superuser counts as no user.
    if (major(version) < 19 || mayRun(database, cron)) run(database, cron);
  }
}

function mayRun(database: Database, cron: Row): boolean {
  const owner = Number(cron['user_id']);
  return owner === 1 || database.table('res_users').find(owner)?.['active'] === true;
}

function run(database: Database, cron: Row): void {
  const id = Number(cron['id']);
  database.runs.set(id, (database.runs.get(id) ?? 0) + 1);
  if (!String(cron['cron_name']).includes('Email Queue')) return;
  for (const mail of database.table('mail_mail').where({ state: 'outgoing' })) {
    mail['state'] = 'sent';
    database.sentMail += 1;
  }
}

function postpone(cron: Row, now: Date): void {
  const unit = UNIT_MS[String(cron['interval_type'])] ?? 60_000;
  const interval = unit * Math.max(1, Number(cron['interval_number']));
  const due = at(cron['nextcall']);
  const missed = Math.floor((now.getTime() - due) / interval) + 1;
  cron['lastcall'] = stamp(now);
  cron['nextcall'] = stamp(new Date(due + missed * interval));
}

function at(text: unknown): number {
  return Date.parse(`${String(text).slice(0, 19).replace(' ', 'T')}Z`);
}
