import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OdooCall } from '../odoo-call';
import { OdooCallError, refused } from '../odoo-call-error';
import { given, MAKE_KEY } from './actions';
import { authenticate } from './logins';
import { Inside, Session } from './session';

/** What a copy of a template is made to be; what is null stays as the template has it. */
export interface Customer {
  login: string;
  password: string;
  email: string;
  name: string;
  /** `fr_FR`; installed before, see `languageInstall`. */
  lang: string | null;
  /** `Europe/Paris`. */
  tz: string | null;
  companyName: string;
  /** `FR`; the currency follows it. */
  countryCode: string | null;
  phone: string | null;
}

/** What is read of a record that has none: false. */
const TEXT = z.union([z.string(), z.literal(false)]).transform((value) => value || null);
const LINK = z
  .union([z.tuple([z.int(), z.string()]), z.literal(false)])
  .transform((value) => (value ? value[0] : null));
const ANY = [true, false];

const USER = { login: z.string(), email: TEXT, name: z.string(), lang: TEXT, tz: TEXT };
const COMPANY = { name: z.string(), email: TEXT, phone: TEXT, country_id: LINK, currency_id: LINK };

/** A user and his company, as read back. */
export interface SeenCustomer {
  user: { login: string; email: string | null; name: string; lang: string | null; tz: string | null };
  company: { name: string; email: string | null; phone: string | null };
  /** Of the fields that were to be set: those that are not what they were to be. */
  differing: string[];
}

/**
 * @returns whether the language is installed now
 * @throws OdooCallError refused `no-such-language`
 */
export async function languageInstall(inside: Inside, code: string): Promise<boolean> {
  const find = () =>
    inside.search(
      'res.lang',
      [
        ['code', '=', code],
        ['active', 'in', ANY],
      ],
      { id: z.int(), active: z.boolean() },
    );
  const [lang] = await find();
  if (!lang) throw refused('no-such-language');
  if (lang.active) return true;
  const vals = { lang_ids: [[6, 0, [lang.id]]], overwrite: false };
  const wizard = await inside.create('base.language.install', vals);
  await inside.ask(z.unknown(), ['base.language.install', 'lang_install'], { ids: [wizard] }, 'changes');
  return (await find())[0]?.active === true;
}

/**
 * Makes a user and his company a customer's, in one write and so in one transaction. Whoever signed in may do so afterwards: up to 18 an
 * administrator is lacking a group for it, and gives it to itself.
 * @param uid the administrator that the template has, 2
 * @throws OdooCallError refused `no-such-language`: 19 takes one that is not installed, and stores it; `no-such-country`
 */
export async function personalise(inside: Inside, uid: number, customer: Customer): Promise<SeenCustomer> {
  const { lang, countryCode } = customer;
  if (lang !== null && (await inside.search('res.lang', [['code', '=', lang]], { code: z.string() })).length === 0) {
    throw refused('no-such-language');
  }
  const country = countryCode === null ? null : await countryOf(inside, countryCode);
  const companyId = await companyOf(inside, uid);
  await takeGroups(inside);
  const company = { name: customer.companyName, email: customer.email, phone: customer.phone, ...country };
  const { login, email, name, tz } = customer;
  const user = { login, email, name, lang, tz };
  const vals = { ...present(user), password: customer.password, company_ids: [[1, companyId, present(company)]] };
  await inside.write('res.users', [uid], vals);
  const [seenUser] = await inside.search('res.users', [['id', '=', uid]], USER);
  const [seenCompany] = await inside.search('res.company', [['id', '=', companyId]], COMPANY);
  if (!seenUser || !seenCompany) throw new OdooCallError('lost', 'bad-answer', 'What was written is not to be seen.');
  const differing = [
    ...differences(user, seenUser),
    ...differences(company, seenCompany).map((one) => `company.${one}`),
  ];
  return { user: seenUser, company: seenCompany, differing };
}

async function companyOf(inside: Inside, uid: number): Promise<number> {
  const domain = [
    ['id', '=', uid],
    ['active', 'in', ANY],
  ] as const;
  const [user] = await inside.search('res.users', domain, { company_id: LINK });
  if (typeof user?.company_id !== 'number') throw refused('odoo-error', 'There is no such user.');
  return user.company_id;
}

/** In 19 a company keeps its currency when its country changes. */
async function countryOf(inside: Inside, code: string): Promise<{ country_id: number; currency_id: number | null }> {
  const [country] = await inside.search('res.country', [['code', '=', code]], { id: z.int(), currency_id: LINK });
  if (!country) throw refused('no-such-country');
  return { country_id: country.id, currency_id: country.currency_id };
}

/** A user of Amiral's own in a database, and what it logs in with. */
export interface ServiceUser {
  uid: number;
  login: string;
  password: string;
  /** From 19 on. */
  apiKey: string | null;
}

/** Up to 18 the group system alone may neither make users nor name companies: both are partners too. */
const GROUPS = ['group_user', 'group_system', 'group_partner_manager'];

/**
 * Makes a user of the groups user and system with a password of its own, or gives one that is there by this login a new one. Two calls leave
 * one user, with what the last one gave it.
 * @throws OdooCallError lost `bad-answer` when it cannot sign in afterwards
 */
export async function makeServiceUser(call: OdooCall, session: Session, login: string): Promise<ServiceUser> {
  const inside = new Inside(call, session);
  const password = randomBytes(24).toString('base64url');
  const vals = { password, [groupField(session)]: [[6, 0, await groupsOf(inside)]] };
  const [there] = await inside.search(
    'res.users',
    [
      ['login', '=', login],
      ['active', 'in', ANY],
    ],
    { id: z.int() },
  );
  if (there) await inside.write('res.users', [there.id], { active: true, ...vals });
  else await inside.create('res.users', { name: 'Amiral', login, ...vals }, { no_reset_password: true });
  const uid = await authenticate(call, session.database, login, password);
  if (uid === null) throw new OdooCallError('lost', 'bad-answer', 'The service user cannot sign in.');
  const own = new Session(session.target, session.database, uid, password, 'jsonrpc', session.serie);
  return { uid, login, password, apiKey: session.major >= 19 ? await makeKey(new Inside(call, own)) : null };
}

/** An administrator may give groups, to itself too; 19 counts this one into the group system. */
async function takeGroups(inside: Inside): Promise<void> {
  const { session } = inside;
  if (session.major >= 19) return;
  const field = groupField(session);
  const [own] = await inside.search('res.users', [['id', '=', session.uid]], { [field]: z.array(z.int()) });
  const missing = (await groupsOf(inside)).filter((id) => own?.[field]?.includes(id) !== true);
  if (missing.length === 0) return;
  await inside.write('res.users', [session.uid], { [field]: missing.map((id) => [4, id]) });
}

async function groupsOf(inside: Inside): Promise<number[]> {
  const domain = [
    ['module', '=', 'base'],
    ['name', 'in', GROUPS],
  ] as const;
  return (await inside.search('ir.model.data', domain, { res_id: z.int() })).map(({ res_id }) => res_id);
}

function groupField({ major }: Session): 'group_ids' | 'groups_id' {
  return major >= 19 ? 'group_ids' : 'groups_id';
}

/** The one key of whoever signed in; those before it are void. */
async function makeKey(inside: Inside): Promise<string> {
  const { key } = await inside.run(given('ids', [inside.session.uid]) + MAKE_KEY, { key: z.string().min(40) });
  return key;
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function differences(wanted: Readonly<Record<string, unknown>>, seen: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(present(wanted)).filter((field) => seen[field] !== wanted[field]);
}
