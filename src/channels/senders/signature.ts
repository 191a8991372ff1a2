import { createHmac } from 'node:crypto';

/** The headers of Standard Webhooks 1.0, as a plain object that HTTP clients take. */
export type SignedHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

/**
 * Signs a webhook by Standard Webhooks 1.0 (https://www.standardwebhooks.com): one HMAC-SHA256 for each secret over id, time and body.
 * @param secrets `whsec_` and base64; two while the receiver changes from one to the other
 */
export function signed(id: string, at: Date, body: string, secrets: readonly string[]): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
