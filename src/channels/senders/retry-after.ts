/** A date of HTTP in any of its three forms, all of them in UTC (RFC 9110, 5.6.7). */
const HTTP_DATE = /^\w{3,9},? .*\d\d:\d\d:\d\d( \d{4}| GMT)$/;

/**
 * What a `Retry-After` asks for (RFC 9110, 10.2.3): seconds, or a date.
 * @returns in ms from `now`, 0 for a date that is past; null when there is none or it says neither
 */
export function askedMs(header: unknown, now: Date): number | null {
  if (typeof header !== 'string') return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
