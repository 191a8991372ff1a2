import type { Transport } from '../outbound/transport';
import type { OdooTarget } from './odoo-conversation';

/**
 * How far a server's clock is ahead of ours, in ms, by the `Date` of an answer (RFC 9110 6.6.1), which tells whole seconds.
 * @returns null when it does not answer or does not say; never rejects
 */
export async function askClock(
  transport: Transport,
  { url, tlsCa }: OdooTarget,
  deadline: number,
): Promise<number | null> {
  try {
    const page = new URL(`${url.replace(/\/$/, '')}/web/health`);
    const addresses = await transport.resolve(page, deadline);
    const asked = Date.now();
    const request = {
      url: page,
      method: 'GET',
      headers: {},
      body: null,
      addresses,
      tlsCa,
      deadline,
      repeatable: true,
    } as const;
    const { headers } = await transport.request(request);
    const said = Date.parse(headers.date ?? '');
    return Number.isNaN(said) ? null : said + 500 - (asked + Date.now()) / 2;
  } catch {
    return null;
  }
}
