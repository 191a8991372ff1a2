import { z } from 'zod';

/** Text of at most `max` characters, without the blanks around it. */
export const text = (max: number) => z.string().trim().max(max);

/** The name programs know a record by; the same rule as for servers. */
export const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'takes lower-case letters, digits and dashes, and starts with a letter or digit');
