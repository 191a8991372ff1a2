import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../common/errors';
import { ACCESS, type Access, type AuthenticatedRequest } from './access';
import { Actor, forbidden } from './actor';
import { Actors } from './actors';
import { Policies } from './policies';
import { Tokens } from './tokens';

/** The one global guard: a route that declares nothing is shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly actors: Actors,
    private readonly policies: Policies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (!access) throw new DomainError('forbidden', 'forbidden', 'This route declares nobody who may call it.');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const actor = await this.actorOf(request);
    request.actor = actor;
    if (access === 'login' || actor.can(access.action, access.subject)) return true;
    throw forbidden(actor.role, access.action, access.subject.modelName.toLowerCase());
  }

  private async actorOf(request: AuthenticatedRequest): Promise<Actor> {
    const token = /^Bearer +([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const claims = token ? this.tokens.verify(token) : null;
    const known = claims ? await this.actors.find(claims.sid) : null;
    if (!known) throw new DomainError('unauthenticated', 'unauthenticated', 'Log in first: POST /api/v1/auth/login.');
    const ability = this.policies.abilityOf(known.role);
    return new Actor(known.id, known.email, known.name, known.role, known.sessionId, ability, request.id, request.ip);
  }
}
