import { toTransportError } from '../outbound/failures';
import type { OdooTarget } from './odoo-conversation';
import type { ProbeOutcome } from './odoo-probe';
import type { OdooReason } from './odoo-reasons';
import { isForTls } from './odoo-wire';
import { SPEAKS_HTTP, SPEAKS_TLS } from '../outbound/reasons';
import type { Transport } from '../outbound/transport';

/** What a wrong scheme may look like: some close the connection, some say nothing, some answer in the other language. */
const DOUBTFUL: ReadonlySet<OdooReason> = new Set<OdooReason>(['tls', 'reset', 'timeout', 'bad-answer']);

/**
 * Whether a server that was not reached speaks the other scheme at its port, found out by a try.
 * @param outcome of a probe made before
 * @param deadline of the try, in ms of `performance.now()`
 * @returns the outcome, with that as its detail when it is so; never rejects
 */
export async function withScheme(
  transport: Transport,
  target: OdooTarget,
  outcome: ProbeOutcome,
  deadline: number,
): Promise<ProbeOutcome> {
  if (outcome.reason === null || !DOUBTFUL.has(outcome.reason)) return outcome;
  const detail = await asksFor(transport, target, deadline);
  return detail === null ? outcome : { ...outcome, detail };
}

/** Which scheme the port asks for, when it is not the one of the target; null when that does not show. */
async function asksFor(transport: Transport, target: OdooTarget, deadline: number): Promise<string | null> {
  const url = otherScheme(target.url);
  const isSecure = url.protocol === 'https:';
  try {
    const addresses = await transport.resolve(url, deadline);
    const answer = await transport.request({ url, method: 'GET', addresses, tlsCa: target.tlsCa, deadline });
    if (isSecure) return SPEAKS_TLS;
    return isForTls(answer.body.toString('latin1')) ? null : SPEAKS_HTTP;
  } catch (error) {
    const { reason, detail } = toTransportError(error);
    // A certificate that is not good is a certificate.
    return isSecure && reason === 'tls' && detail !== SPEAKS_HTTP ? SPEAKS_TLS : null;
  }
}

/** A page of every Odoo at the same port by the other scheme. */
function otherScheme(address: string): URL {
  const url = new URL('/web/health', address);
  const isSecure = url.protocol === 'https:';
  const port = url.port || (isSecure ? '443' : '80');
  url.protocol = isSecure ? 'http:' : 'https:';
  url.port = port;
  return url;
}
