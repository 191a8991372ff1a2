import { createParamDecorator, type ExecutionContext, Param } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { versionAsked } from './etag';
import { idParam } from './pages';

/** The id in the path. @throws 400 when it is no UUID */
export const Id = () => Param('id', { schema: idParam });

const Version = createParamDecorator((_data: unknown, context: ExecutionContext): number | null =>
  versionAsked(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

const documented = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});

/** The version that the caller has seen, as `If-Match` says it; null edits whatever is there. @throws DomainError 412 */
export const IfMatch = (): ParameterDecorator => (target, key, index) => {
  Version()(target, key, index);
  const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key !== undefined && method) documented(target, key, method);
};
