import { endsSoon, sayEnd } from '../outbound/certificate-end';
import type { ProbeOutcome } from './odoo-probe';
import type { Protocol } from './odoo-version';
import { describe, explain, type OdooReason } from './odoo-reasons';
import { isOwnFault, SPEAKS_HTTP } from '../outbound/reasons';

/** One line of a connection test. `ok` is null when the check could not be made. */
export interface ConnectionCheck {
  name: 'reachable' | 'version' | 'certificate' | 'database' | 'master-password' | 'database-list' | 'database-pages';
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
  reason: OdooReason | null;
  checks: ConnectionCheck[];
  outcome: ProbeOutcome;
}

const DAY_MS = 86_400_000;

/** Something answered, though not as it should. */
const ANSWERED: ReadonlySet<OdooReason> = new Set<OdooReason>([
  'redirect',
  'http-status',
  'bad-answer',
  'too-large',
  'headers-too-large',
  'not-odoo',
  'odoo-error',
]);

/**
 * Says in checks what a probe found out.
 * @param advice the checks that only advise, made apart
 * @param now what the certificates' end is compared with
 */
export function toReport(outcome: ProbeOutcome, advice: readonly ConnectionCheck[], now: Date): ConnectionReport {
  const { protocol, odooVersion, responseTimeMs, reason } = outcome;
  return {
    ok: outcome.reached && outcome.database !== 'down',
    protocol,
    odooVersion,
    responseTimeMs,
    reason,
    checks: [reachable(outcome), version(outcome), certificate(outcome, now), database(outcome), ...advice],
    outcome,
  };
}

function reachable({ reached, reason, detail }: ProbeOutcome): ConnectionCheck {
  if (reached || (reason && ANSWERED.has(reason)))
    return { name: 'reachable', ok: true, detail: 'The server answers.' };
  return {
    name: 'reachable',
    ok: reason && isOwnFault(reason) ? null : false,
    detail: explain(reason ?? 'internal', detail),
  };
}

function version({ reached, reason, detail, odooVersion }: ProbeOutcome): ConnectionCheck {
  if (reached && odooVersion === null)
    return { name: 'version', ok: null, detail: detail ?? 'Odoo does not say which it is.' };
  if (reached) return { name: 'version', ok: true, detail: `Odoo ${odooVersion ?? ''}` };
  if (!reason || !ANSWERED.has(reason)) return { name: 'version', ok: null, detail: 'Not checked: no answer.' };
  return { name: 'version', ok: false, detail: explain(reason, detail) };
}

function certificate({ certificate: seen, reason, detail }: ProbeOutcome, now: Date): ConnectionCheck {
  const name = 'certificate';
  if (detail === SPEAKS_HTTP) return { name, ok: null, detail };
  if (reason === 'tls') return { name, ok: false, detail: detail ?? describe('tls') };
  if (!seen) return { name, ok: null, detail: 'No certificate was seen.' };
  return {
    name,
    ok: !endsSoon(seen, now.getTime()),
    detail: sayEnd(seen.part, (seen.endsAt - now.getTime()) / DAY_MS),
  };
}

function database({ reached, database: state, detail }: ProbeOutcome): ConnectionCheck {
  const name = 'database';
  if (!reached) return { name, ok: null, detail: 'Not checked: the server was not reached.' };
  if (state === 'unknown')
    return { name, ok: null, detail: detail ?? 'The server does not say whether its PostgreSQL answers.' };
  if (state === 'up') return { name, ok: true, detail: 'The PostgreSQL of the server answers.' };
  return { name, ok: false, detail: explain('database-down', detail) };
}
