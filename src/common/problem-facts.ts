import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { refusalCodes } from './refusals';

/** What problems show besides a code and a sentence. Nouns register their facts as their module starts. */
@Injectable()
export class ProblemFacts {
  private readonly shapes: Record<string, z.ZodType> = {};

  register(shapes: Readonly<Record<string, z.ZodType>>): void {
    Object.assign(this.shapes, shapes);
  }

  /** A problem's shape, for the document: RFC 9457, with our code, request id, the wrong fields and all that is registered. */
  problem(): z.ZodType {
    return z
      .object({
        type: z.string(),
        title: z.string(),
        status: z.number().int(),
        detail: z.string(),
        code: z.string(),
        requestId: z.string(),
        errors: z.array(wrongField()).optional(),
        ...this.shapes,
      })
      .meta({ example: EXAMPLE });
  }
}

function wrongField() {
  return z.object({
    field: z.string(),
    message: z.string(),
    code: z.enum(refusalCodes()).optional().meta({ description: 'for programs, where the sentence has one' }),
    params: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .meta({ description: 'what the sentence is filled in with' }),
  });
}

const EXAMPLE = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  detail: 'Cannot activate from active: it must be draft, maintenance, offline, disabled.',
  code: 'wrong-state',
  requestId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b',
};
