import { z } from 'zod';

const SEVERITIES = ['critical', 'warning'] as const;

const finding = z
  .object({
    code: z.string().meta({ example: 'default-master-password' }),
    severity: z.enum(SEVERITIES),
    detail: z.string().meta({ description: 'what was seen' }),
    endangers: z.string(),
    remedy: z.string().meta({ description: 'the lines to put into odoo.conf or nginx, or the command to run' }),
  })
  .meta({ id: 'Finding' });
export type Finding = z.output<typeof finding>;

export const diagnosis = z.object({ at: z.iso.datetime(), findings: z.array(finding) }).meta({ id: 'Diagnosis' });
export type Diagnosis = z.output<typeof diagnosis>;
