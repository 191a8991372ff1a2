/** The certificate that ends first of those a TLS connection was verified by. */
export interface CertificateEnd {
  part: CertificatePart;
  /** In ms since 1970. */
  startsAt: number;
  /** In ms since 1970. */
  endsAt: number;
}

/** What a certificate is in its chain: the server's own, one between, or an authority that is trusted by itself. */
export type CertificatePart = 'leaf' | 'intermediate' | 'root';

const NAMES: Readonly<Record<CertificatePart, string>> = {
  leaf: 'The certificate',
  intermediate: 'An intermediate certificate',
  root: 'The root certificate',
};

/** Says when a certificate ends. @param days that are left, less than 0 of one that has ended */
export function sayEnd(part: CertificatePart, days: number): string {
  const left = Math.floor(days);
  if (left < 0) return `${NAMES[part]} has ended.`;
  return `${NAMES[part]} ends in ${left === 1 ? '1 day' : `${String(left)} days`}.`;
}

/** How long before the end health is a warning, in days, where the certificate lives long enough; alert rules have settings of their own. */
export const WARNING_DAYS = 21;
const DAY_MS = 86_400_000;

/** Whether a certificate is worth a warning. @param now in ms since 1970 */
export function endsSoon(certificate: CertificateEnd, now: number): boolean {
  return certificate.endsAt - now < Math.min(WARNING_DAYS * DAY_MS, longestWarning(certificate));
}

/**
 * The most that a warning comes before the end, in ms, whatever is set: the last third of a server's certificate. Those of six days are
 * renewed by then, and would be warned of for life. What stands above is not renewed as routine, or it would not end first.
 */
export function longestWarning({ part, startsAt, endsAt }: CertificateEnd): number {
  return part === 'leaf' ? (endsAt - startsAt) / 3 : Infinity;
}
