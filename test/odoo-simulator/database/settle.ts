import type { Database } from './database';
import { cell, idOf, type Row } from './table';

/** What whoever makes a database wants of it. */
export interface Wishes {
  readonly lang: string;
  readonly login: string;
  readonly password: string;
  readonly country: string | undefined;
  readonly phone: string | undefined;
}

/** Time zones of the countries here that have a single one. */
const ZONES: Readonly<Record<string, string>> = {
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  IT: 'Europe/Rome',
  LU: 'Europe/Luxembourg',
  NL: 'Europe/Amsterdam',
};

/** What Odoo writes into a database it has just made: country, currency and time zone, language and addresses. */
export function settle(database: Database, { lang, login, country, phone }: Wishes): void {
  const company = database.table('res_company').find(1) ?? {};
  if (country !== undefined) settleCountry(database, company, country.toUpperCase());
  if (phone !== undefined) company['phone'] = phone;
  if (login.includes('@')) company['email'] = login;
  writePartner(database, idOf(database.table('res_users').find(2), 'partner_id'), { lang });
}

function settleCountry(database: Database, company: Row, code: string): void {
  const [country] = database.table('res_country').where({ code });
  if (country === undefined) return;
  company['currency_id'] = cell(country, 'currency_id');
  writePartner(database, idOf(company, 'partner_id'), { country_id: idOf(country) });
  const tz = ZONES[code] ?? null;
  for (const user of database.table('res_users').rows) writePartner(database, idOf(user, 'partner_id'), { tz });
}

function writePartner(database: Database, id: number, values: Row): void {
  Object.assign(database.table('res_partner').find(id) ?? {}, values);
}
