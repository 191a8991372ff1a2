import { z } from 'zod';
import { refusal } from './refusals';

/** RFC 5321 4.5.3.1.3: a path has 256 octets, two of which are the angle brackets. */
const LONGEST = 254;

/** An e-mail address in a request. Length comes first: the time that zod's pattern takes grows with its square. */
export const email = z
  .string()
  .max(LONGEST, { abort: true })
  .check(z.email(refusal('e-mail')));
