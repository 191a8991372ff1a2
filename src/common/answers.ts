import { applyDecorators, HttpCode } from '@nestjs/common';
import { RouteSchema } from '@nestjs/platform-fastify';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

interface Answer {
  summary: string;
  description?: string;
  status?: number;
  /** What it answers besides: by status, with its shape. */
  besides?: Record<number, z.ZodType>;
  /** The refusals worth a word of their own, by status. */
  errors?: Record<number, string>;
}

/**
 * What a handler answers: its status and its shape, which is also the whitelist of what leaves (Fastify writes the JSON by it: a
 * field that the shape does not name is stripped), and what Swagger says of it. A null shape is 204 without a body.
 */
export function Answers(shape: z.ZodType | null, { summary, description, status, besides = {}, errors = {} }: Answer) {
  const code = status ?? (shape ? 200 : 204);
  return applyDecorators(
    ApiOperation({ summary, ...(description ? { description } : {}) }),
    HttpCode(code),
    ...(shape
      ? [
          RouteSchema({ response: Object.fromEntries(Object.entries({ ...besides, [code]: shape }).map(written)) }),
          ApiResponse({ status: code, description: summary, standardSchema: shape }),
        ]
      : [ApiResponse({ status: code, description: summary })]),
    ...Object.entries(besides).map(([other, standardSchema]) =>
      ApiResponse({ status: Number(other), description: summary, standardSchema }),
    ),
    ...Object.entries(errors).map(([error, text]) => ApiProblem(Number(error), text)),
  );
}

/** How an answer of this status is written. */
function written([status, shape]: [string, z.ZodType]) {
  return [status, z.toJSONSchema(shape, { target: 'openapi-3.0', io: 'output' })];
}

/** Documents one refusal. */
export function ApiProblem(status: number, description: string) {
  return ApiResponse({
    status,
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
}
