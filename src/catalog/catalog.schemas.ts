import { z } from 'zod';
import { refusal } from '../common/refusals';

/** The name programs know a record by; the same rule as for servers. */
export const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, refusal('slug'));
