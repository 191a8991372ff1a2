import { z } from 'zod';
import { refusal } from './refusals';

/** ISO 8601 with nine digits of a second and an offset, and a little room. */
const LONGEST = 40;
const NO_TIME = refusal('time');
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** A time in a request, as ISO 8601 with an offset; gives it on in UTC to the millisecond. Only of the years that `isReadable` takes. */
export const moment = z.iso
  .datetime({ offset: true, error: NO_TIME, abort: true })
  .max(LONGEST, { error: NO_TIME, abort: true })
  .refine((text) => isReadable(Date.parse(text)), refusal('years'))
  .transform((text) => new Date(text).toISOString())
  .meta({ example: '2027-01-31T22:00:00Z' });

/**
 * Whether a moment, in ms since 1970, is in the years 1 to 9999, which every client can read: Python's datetime and .NET's DateTime know no
 * others, and JavaScript writes them as `+010000-…`.
 */
export function isReadable(ms: number): boolean {
  return ms >= EARLIEST && ms <= LATEST;
}
