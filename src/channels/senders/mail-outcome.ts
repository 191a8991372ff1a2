import type { Job, DeliveryResult } from '../job';

/** A mail server's answer to one mail. */
export interface MailAnswer {
  /** Its reply code. */
  status: number | null;
  /** The recipients it will never take it for (5xx). */
  refused: string[];
  /** Those it may take it for later (4xx: grey-listed, a full mailbox). */
  putOff: string[];
  /** What it said to that when it took it for nobody. */
  said: string | null;
}

/**
 * What has become of a mail.
 * @param recipients those it was sent to now; `leftTo` those it was left to before, or null
 */
export function mailOutcome(
  { status, refused, putOff, said }: MailAnswer,
  { length }: readonly string[],
  leftTo: Job['leftTo'],
): Pick<DeliveryResult, 'ok' | 'status' | 'error' | 'leftTo'> {
  const sentences = [
    refused.length > 0 ? `The mail server refused it for ${refused.join(', ')}.` : '',
    putOff.length > 0 ? `The mail server put it off for ${putOff.join(', ')}, who get it later.` : '',
    said === null ? '' : `It said: ${said}`,
  ];
  // What is the same for all goes to all again, and keeps its place among the notices of its thread.
  const isUndivided = leftTo === null && [refused.length, putOff.length].includes(length);
  return {
    ok: refused.length + putOff.length < length,
    status,
    error: sentences.filter(Boolean).join(' ') || null,
    // Whoever took it all at once leaves nothing to divide either.
    leftTo: isUndivided || refused.length + putOff.length === 0 ? null : putOff,
  };
}
