import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.filter';

/** Room for whatever somebody takes for an id, so that it is called malformed where ids are checked. */
export const LONGEST_PARAM = 1_000;

/** Whether a part of the path is longer than any route takes: such a path matches none but the widest. */
export function isTooLong({ url }: FastifyRequest): boolean {
  return url.length > LONGEST_PARAM && url.split(/[/?]/).some((part) => part.length > LONGEST_PARAM);
}

/** Answers 400 to a path that cannot be read. */
export function refusePath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = 'The path is too long or not properly encoded.';
  sendProblem(reply, request.id, { status: 400, code: 'malformed-path', detail });
  return reply;
}
