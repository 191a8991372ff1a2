import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { refusal } from './refusals';

/** Certificates in PEM form, one after the other. */
export const pem = z.string().max(20_000).refine(isPem, refusal('pem'));

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether two texts hold the same certificates in the same order; what else stands in them does not count. */
export function holdsSameCertificates(one: string | null, other: string | null): boolean {
  const [these, those] = [one, other].map((text) =>
    blocksOf(text ?? '')
      .join('')
      .replace(/\s/g, ''),
  );
  return these === those;
}

/** Each certificate of a text, in PEM form. */
export function blocksOf(text: string): string[] {
  return text.match(BLOCK) ?? [];
}

function isPem(text: string): boolean {
  try {
    return blocksOf(text).map((block) => new X509Certificate(block)).length > 0;
  } catch {
    return false;
  }
}
