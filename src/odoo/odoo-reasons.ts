import { oneLine } from '../common/text';
import { LONGEST_DETAIL, toTransportError, type TransportError } from '../outbound/failures';
import { REASONS, SENTENCES as ON_THE_WAY, SPEAKS_HTTP, SPEAKS_TLS } from '../outbound/reasons';

declare module '../common/errors' {
  interface ErrorFacts {
    /** Why Odoo could not be asked. */
    reason?: OdooReason;
  }
}

const ANSWER_REASONS = ['not-odoo', 'odoo-error', 'database-down'] as const;

/** What is wrong with an answer that came. */
type AnswerReason = (typeof ANSWER_REASONS)[number];

/** Why an Odoo server did not give what was asked for, as a closed list: first what is wrong with its answer, then why none came. */
export const ODOO_REASONS = [...ANSWER_REASONS, ...REASONS] as const;

/** One word of the closed list. */
export type OdooReason = (typeof ODOO_REASONS)[number];

/** A call that was answered, but not by Odoo or not as it should be; `detail` as in TransportError. */
export class AnswerError extends Error {
  /** One line, whatever the other side had put into it. */
  readonly detail: string | null;

  constructor(
    readonly reason: AnswerReason,
    detail: string | null = null,
  ) {
    const line = oneLine(detail, LONGEST_DETAIL);
    super(`${reason}: ${line ?? describe(reason)}`);
    this.detail = line;
  }
}

/** Why a call to Odoo failed. */
export type OdooFailure = AnswerError | TransportError;

/** Turns whatever was thrown for a call to Odoo into its failure; one comes back as it is. */
export function toOdooFailure(error: unknown): OdooFailure {
  return error instanceof AnswerError ? error : toTransportError(error);
}

const SENTENCES: Readonly<Record<OdooReason, string>> = {
  ...ON_THE_WAY,
  'not-odoo': 'Something answers, but it is not Odoo: check the host, the port and the path in serverUrl.',
  'odoo-error': 'Odoo answers, but with an error of its own: check the log of Odoo.',
  'database-down': 'Odoo answers, but its PostgreSQL does not: check the database server.',
  dns: 'The name of the server is not known to DNS: check the host in serverUrl.',
  refused: 'Nothing listens at this address and port: check that Odoo runs and that the port is right.',
  reset: 'The connection was closed before the answer was complete: check for Odoo restarts, time limits and proxies.',
  redirect: 'The server redirects elsewhere: put the final address, with the right scheme, in serverUrl.',
  'http-status': 'The server answered with an HTTP error: check the reverse proxy and the log of Odoo.',
  'headers-too-large':
    'The headers of the answer are larger than 128 KiB: check the cookies and policies that Odoo and the proxy send.',
  'too-large': 'The answer is larger than any Odoo gives: check that serverUrl leads to Odoo itself.',
};

/** Details that name the cause, where the reason's own sentence can only guess. */
const CAUSES: ReadonlySet<string> = new Set([SPEAKS_HTTP, SPEAKS_TLS]);

/** One English sentence for an operator: what the reason means and what to check. */
export function describe(reason: OdooReason): string {
  return SENTENCES[reason];
}

/** What the reason means, then what was seen besides, in English sentences for an operator; a cause that is known comes first. */
export function explain(reason: OdooReason, detail: string | null): string {
  if (detail === null) return describe(reason);
  return CAUSES.has(detail) ? `${detail} ${describe(reason)}` : `${describe(reason)} ${detail}`;
}
