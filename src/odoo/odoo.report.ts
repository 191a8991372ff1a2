import { type Conversation } from './odoo.conversation';
import type { ProbeOutcome } from './odoo.probe';
import type { Protocol } from './odoo.version';
import { isAccessDenied } from './odoo.wire';
import { describe, isOwnFault, type Reason } from './reasons';

/** One line of a connection test. `ok` is null when the check could not be made. */
export interface ConnectionCheck {
  name: 'reachable' | 'version' | 'certificate' | 'database' | 'master-password';
  ok: boolean | null;
  detail: string;
}

/** What a test of a connection found out. */
export interface ConnectionReport {
  /** The server can be worked with: it answers as an Odoo and its database is not down; the other checks only advise. */
  ok: boolean;
  protocol: Protocol | null;
  odooVersion: string | null;
  responseTimeMs: number | null;
  reason: Reason | null;
  checks: ConnectionCheck[];
  outcome: ProbeOutcome;
}

const CERTIFICATE_WARNING_DAYS = 21;
const DAY_MS = 86_400_000;

/** Something answered, though not as it should. */
const ANSWERED: ReadonlySet<Reason> = new Set<Reason>([
  'redirect',
  'http-status',
  'bad-answer',
  'too-large',
  'not-odoo',
  'odoo-error',
]);

/**
 * Says in checks what a probe found out.
 * @param masterPassword the check of the master password, made apart
 * @param now what the certificate's end is compared with
 */
export function toReport(outcome: ProbeOutcome, masterPassword: ConnectionCheck, now: Date): ConnectionReport {
  const { protocol, odooVersion, responseTimeMs, reason } = outcome;
  return {
    ok: outcome.reached && outcome.database !== 'down',
    protocol,
    odooVersion,
    responseTimeMs,
    reason,
    checks: [reachable(outcome), version(outcome), certificate(outcome, now), database(outcome), masterPassword],
    outcome,
  };
}

/**
 * Asks by `list_countries`, which is harmless: any post to `/web/database/*` could replace the password of a server whose
 * master password is still `admin`. A wrong one is `ok: false`, yet only advises: the server serves all the same.
 * @param outcome of a probe made before
 * @returns never rejects; the password stands in no detail
 */
export async function checkMasterPassword(
  conversation: Conversation,
  masterPassword: string | null,
  outcome: ProbeOutcome,
): Promise<ConnectionCheck> {
  if (masterPassword === null) return master(null, 'No master password is stored.');
  if (!outcome.reached) return master(null, 'Not checked: the server was not reached.');
  if (outcome.protocol !== 'jsonrpc') return master(null, 'This version of Odoo has no harmless way to check it.');
  try {
    const { answer } = await conversation.rpc('db', 'list_countries', [masterPassword]);
    if (answer.kind === 'result' && Array.isArray(answer.value)) return master(true, 'The master password is right.');
    if (isAccessDenied(answer)) return master(false, 'Odoo refuses the stored master password.');
    return master(null, 'This version of Odoo has no harmless way to check it.');
  } catch {
    return master(null, 'Not checked: Odoo did not answer the check in time.');
  }
}

function master(ok: boolean | null, detail: string): ConnectionCheck {
  return { name: 'master-password', ok, detail };
}

function reachable({ reached, reason, detail }: ProbeOutcome): ConnectionCheck {
  if (reached || (reason && ANSWERED.has(reason)))
    return { name: 'reachable', ok: true, detail: 'The server answers.' };
  return {
    name: 'reachable',
    ok: reason && isOwnFault(reason) ? null : false,
    detail: sentences(reason ?? 'internal', detail),
  };
}

function version({ reached, reason, detail, odooVersion }: ProbeOutcome): ConnectionCheck {
  if (reached) return { name: 'version', ok: true, detail: `Odoo ${odooVersion ?? ''}`.trim() };
  if (!reason || !ANSWERED.has(reason)) return { name: 'version', ok: null, detail: 'Not checked: no answer.' };
  return { name: 'version', ok: false, detail: sentences(reason, detail) };
}

function certificate({ certificateExpiresAt, reason, detail }: ProbeOutcome, now: Date): ConnectionCheck {
  const name = 'certificate';
  if (reason === 'tls') return { name, ok: false, detail: detail ?? describe('tls') };
  if (!certificateExpiresAt) return { name, ok: null, detail: 'No certificate was seen.' };
  const days = Math.floor((certificateExpiresAt.getTime() - now.getTime()) / DAY_MS);
  return { name, ok: days >= CERTIFICATE_WARNING_DAYS, detail: `The certificate ends in ${String(days)} days.` };
}

function database({ reached, database: state, detail }: ProbeOutcome): ConnectionCheck {
  const name = 'database';
  if (!reached) return { name, ok: null, detail: 'Not checked: the server was not reached.' };
  if (state === 'unknown') return { name, ok: null, detail: 'The server does not say whether its database is up.' };
  if (state === 'up') return { name, ok: true, detail: 'The database of the server answers.' };
  return { name, ok: false, detail: detail ?? describe('database-down') };
}

/** What the reason means, and what was seen. */
function sentences(reason: Reason, detail: string | null): string {
  return detail === null ? describe(reason) : `${describe(reason)} ${detail}`;
}
