import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Subject } from './ability';
import type { Actor } from './actor';

/** What a route needs: an action on a class, `public` for nobody in particular, `login` for anybody logged in. */
export type Access =
  { readonly action: string; readonly subject: Subject; readonly byToken?: true } | 'public' | 'login';

export const ACCESS = 'amiral:access';

/** The route does `action` to `subject`: the guard asks the rules before any query. */
export function Can(action: string, subject: Subject) {
  return applyDecorators(SetMetadata(ACCESS, { action, subject } satisfies Access), ApiBearerAuth());
}

/** The route is read by machines with METRICS_TOKEN; where none is set, by those who may `read` the subject. */
export function CanScrape(subject: Subject) {
  return applyDecorators(
    SetMetadata(ACCESS, { action: 'read', subject, byToken: true } satisfies Access),
    ApiBearerAuth(),
  );
}

/** The route is for anybody logged in, about themselves. */
export function LoggedIn() {
  return applyDecorators(SetMetadata(ACCESS, 'login' satisfies Access), ApiBearerAuth());
}

/** The route needs no login. */
export function Public() {
  return SetMetadata(ACCESS, 'public' satisfies Access);
}

export type AuthenticatedRequest = FastifyRequest & { actor?: Actor };

/** The person behind the request. */
export const Caller = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!actor) throw new Error('This route declares nobody, so it has no caller.');
  return actor;
});
