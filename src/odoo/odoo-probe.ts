import type { CertificateEnd } from '../outbound/certificate-end';
import { NO_ANSWER } from '../outbound/failures';
import { Conversation, type DatabaseState, type OdooTarget, overTransport } from './odoo-conversation';
import { askPostgres, type PostgresFound } from './odoo-postgres';
import { askVersion, type Protocol, type VersionFound } from './odoo-version';
import { type OdooFailure, type OdooReason, toOdooFailure } from './odoo-reasons';
import type { Transport } from '../outbound/transport';

/** What one probe found out. */
export interface ProbeOutcome {
  /** It answered as an Odoo. */
  reached: boolean;
  /** Null when all is well; `database-down` when reached and its database is down. */
  reason: OdooReason | null;
  /** What was seen, when that says more than `describe(reason)`, or what is not known of one that was reached; holds no secret. */
  detail: string | null;
  protocol: Protocol | null;
  /** Null also where only its health answers. */
  odooVersion: string | null;
  /** How long the call took that told it, in ms. */
  responseTimeMs: number | null;
  /** `unknown` when it could not be told, which never counts against the server. */
  database: DatabaseState;
  /** See `PostgresFound`. */
  databaseProven: boolean;
  /** What ends first of the certificates that vouch for the server; null over plain HTTP and when it was not reached. */
  certificate: CertificateEnd | null;
}

/** What earlier probes saw and this one goes on from. */
export type Known = Pick<ProbeOutcome, 'odooVersion' | 'databaseProven'>;

/** Odoo opens a connection to PostgreSQL for each request, and lets none in while it loads a database anew. */
const ODOO_SILENT =
  'Connected, but no answer came in time: a module upgrade may hold Odoo up, or its PostgreSQL or Odoo itself is frozen or overloaded.';

/** Of a server never asked. */
export const NOTHING_KNOWN: Known = { odooVersion: null, databaseProven: false };

/**
 * Asks a server for its version, then for the state of its database: two requests when all is well and known, one after the other.
 * @param deadline over everything, in ms of `performance.now()`
 * @param known of this address, from whatever process asked it last
 * @returns never rejects; every failure is a reason of the closed list
 */
export async function probe(
  transport: Transport,
  target: OdooTarget,
  deadline: number,
  known: Known,
): Promise<ProbeOutcome> {
  try {
    const addresses = await transport.resolve(new URL(target.url), deadline);
    const conversation = new Conversation(target, overTransport(transport, target, addresses, deadline));
    const found = await askVersion(conversation, known.odooVersion);
    return reachedOutcome(found, await askPostgres(conversation, found, known.databaseProven));
  } catch (error) {
    return failedOutcome(toOdooFailure(error), known.databaseProven);
  }
}

function reachedOutcome(found: VersionFound, { database, detail, databaseProven }: PostgresFound): ProbeOutcome {
  const down = database === 'down';
  return {
    reached: true,
    reason: down ? 'database-down' : null,
    detail: down ? detail : found.shut,
    protocol: found.protocol,
    odooVersion: found.version?.text ?? null,
    responseTimeMs: found.ms,
    database,
    databaseProven,
    certificate: found.certificate,
  };
}

function failedOutcome({ reason, detail }: OdooFailure, databaseProven: boolean): ProbeOutcome {
  return {
    reached: false,
    reason,
    detail: detail === NO_ANSWER ? ODOO_SILENT : detail,
    protocol: null,
    odooVersion: null,
    responseTimeMs: null,
    database: 'unknown',
    databaseProven,
    certificate: null,
  };
}
