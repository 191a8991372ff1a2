import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** Certificates in PEM form, one after the other. */
export const pem = z.string().max(20_000).refine(isPem, 'takes certificates in PEM form');

function isPem(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  try {
    return blocks?.map((block) => new X509Certificate(block)) !== undefined;
  } catch {
    return false;
  }
}
