import type { Conversation } from './odoo-conversation';
import type { ProbeOutcome } from './odoo-probe';
import { NO_DB_SERVICE_SINCE } from './odoo-postgres';
import type { ConnectionCheck } from './odoo-report';
import { isAccessDenied, majorOf, readNames } from './odoo-wire';

/** What a test asks a server besides whether it can be worked with. Each answer only advises. */
export type Advice = 'nothing' | 'stored-password' | 'everything';

type Verdict = Pick<ConnectionCheck, 'ok' | 'detail'>;

/** What Odoo is delivered with. */
const DEFAULT_PASSWORD = 'admin';
const NO_HARMLESS_WAY = 'This version of Odoo has no harmless way to check it.';

/**
 * Makes the checks that only advise, one after the other: the master password, whether databases may be listed and managed, and whether a
 * proxy shuts their pages. Never in a probe: each try of a password costs the server half a second of CPU.
 * @param masterPassword the stored one, or null
 * @param outcome of a probe made before
 * @returns never rejects; no password stands in any detail
 */
export async function advise(
  conversation: Conversation,
  advice: Advice,
  masterPassword: string | null,
  outcome: ProbeOutcome,
): Promise<ConnectionCheck[]> {
  if (advice === 'nothing') return [];
  const isDefaultAsked = advice === 'everything';
  const check = async (name: ConnectionCheck['name'], ask: () => Promise<Verdict>): Promise<ConnectionCheck> => {
    if (!outcome.reached) return { name, ok: null, detail: 'Not checked: the server was not reached.' };
    const late = { ok: null, detail: 'Not checked: Odoo did not answer the check in time.' };
    return { name, ...(await ask().catch(() => late)) };
  };
  const checks = [
    await check('master-password', () => checkPassword(conversation, masterPassword, isDefaultAsked, outcome)),
  ];
  if (advice === 'stored-password') return checks;
  checks.push(await check('database-list', () => checkList(conversation, outcome)));
  checks.push(await check('database-pages', () => checkPages(conversation)));
  return checks;
}

/** Whether it is the master password; null when that cannot be told. None at all is asked of nobody. */
async function isMaster(conversation: Conversation, password: string | null): Promise<boolean | null> {
  if (password === null) return false;
  const { answer } = await conversation.rpc('db', 'list_countries', [password]);
  if (answer.kind === 'result') return Array.isArray(answer.value) ? true : null;
  return isAccessDenied(answer) ? false : null;
}

/**
 * Asks by `list_countries`, which is harmless: any post to `/web/database/*` replaces the password of a server whose master password
 * is still `admin`.
 */
async function checkPassword(
  conversation: Conversation,
  stored: string | null,
  isDefaultAsked: boolean,
  outcome: ProbeOutcome,
): Promise<Verdict> {
  if (majorOf(outcome.odooVersion) >= NO_DB_SERVICE_SINCE) return { ok: null, detail: NO_HARMLESS_WAY };
  const isRight = await isMaster(conversation, stored);
  if (isRight === null) return { ok: null, detail: NO_HARMLESS_WAY };
  const own = ofStored(stored, isRight);
  if (stored === DEFAULT_PASSWORD) return isRight ? ofDefault(own) : own;
  if (isRight || !isDefaultAsked) return own;
  return (await isMaster(conversation, DEFAULT_PASSWORD)) === true ? ofDefault(own) : own;
}

function ofDefault({ detail }: Verdict): Verdict {
  const warning = `The server's is still "${DEFAULT_PASSWORD}": whoever posts to /web/database takes it over. Set admin_passwd in its configuration.`;
  return { ok: false, detail: `${detail} ${warning}` };
}

function ofStored(stored: string | null, isRight: boolean): Verdict {
  if (stored === null) return { ok: null, detail: 'No master password is stored.' };
  if (isRight) return { ok: true, detail: 'The master password is right.' };
  return { ok: false, detail: 'Odoo refuses the stored master password.' };
}

async function checkList(conversation: Conversation, outcome: ProbeOutcome): Promise<Verdict> {
  const answer =
    majorOf(outcome.odooVersion) >= NO_DB_SERVICE_SINCE
      ? await conversation.webList()
      : (await conversation.rpc('db', 'list', [])).answer;
  if (isAccessDenied(answer)) {
    const detail =
      'list_db is off: nobody lists, makes, copies, saves or drops databases from outside, with the right master password neither.';
    return { ok: false, detail };
  }
  if (answer.kind === 'result' && readNames(answer.value)) return { ok: true, detail: 'list_db is on.' };
  return { ok: null, detail: 'The server does not say whether list_db is on.' };
}

/**
 * By a GET, which Odoo itself refuses with another status than a proxy does, and which changes nothing. (400 up to 18, 415 in 19: the page
 * takes JSON alone.)
 */
async function checkPages(conversation: Conversation): Promise<Verdict> {
  const { status } = await conversation.get('/web/database/list');
  if (status === 200 || status === 400 || status === 405 || status === 415) {
    return { ok: true, detail: 'The pages /web/database are open to Amiral.' };
  }
  if (status >= 500) return { ok: null, detail: `/web/database answers HTTP ${String(status)}.` };
  const detail = `A reverse proxy shuts /web/database (HTTP ${String(status)}): backups and restores do not get through.`;
  return { ok: false, detail };
}
