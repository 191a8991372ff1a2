import { z } from 'zod';

/** The name programs know a record by; the same rule as for servers. */
export const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'takes lower-case letters, digits and dashes, and starts with a letter or digit');
