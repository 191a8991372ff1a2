import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { REFUSAL_CODES } from './refusals';

/** RFC 9457, with our code, request id and the wrong fields. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          code: z.enum(REFUSAL_CODES).optional().meta({ description: 'for programs, where the sentence has one' }),
          params: z
            .record(z.string(), z.union([z.string(), z.number()]))
            .optional()
            .meta({ description: 'what the sentence is filled in with' }),
        }),
      )
      .optional(),
    rejected: z.record(z.string(), z.number().int()).optional(),
    reason: z.string().optional(),
  })
  .meta({
    example: {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      detail: 'Cannot activate from active: it must be draft, maintenance, offline, disabled.',
      code: 'wrong-state',
      requestId: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b',
    },
  });

interface Answer {
  summary: string;
  description?: string;
  status?: number;
  /** The refusals worth a word of their own, by status. */
  errors?: Record<number, string>;
}

/**
 * What a handler answers: its status and its shape, which is also the whitelist of what leaves (Fastify writes the JSON by it: a
 * field that the shape does not name is stripped), and what Swagger says of it. A null shape is 204 without a body.
 */
export function Answers(shape: z.ZodType | null, { summary, description, status, errors = {} }: Answer) {
  const code = status ?? (shape ? 200 : 204);
  return applyDecorators(
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    HttpCode(code),
    ...(shape
      ? [
          RouteSchema({ response: { [code]: z.toJSONSchema(shape, { target: 'openapi-3.0', io: 'output' }) } }),
          ApiResponse({ status: code, description: summary, standardSchema: shape }),
        ]
      : [ApiResponse({ status: code, description: summary })]),
    ...Object.entries(errors).map(([error, text]) => ApiProblem(Number(error), text)),
  );
}

/** Documents one refusal. */
export function ApiProblem(status: number, description: string) {
  return ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
}
