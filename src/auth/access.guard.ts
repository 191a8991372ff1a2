import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config } from '../common/config';
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
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (!access) throw new DomainError('forbidden', 'forbidden', 'This route declares nobody who may call it.');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (access !== 'login' && access.byToken && this.config.metricsToken !== null) return this.isScraper(request);
    const actor = await this.actorOf(request);
    request.actor = actor;
    if (access === 'login' || actor.can(access.action, access.subject)) return true;
    throw forbidden(actor.role, access.action, access.subject.modelName.toLowerCase());
  }

  private isScraper(request: AuthenticatedRequest): true {
    const digest = (text: string) => createHash('sha256').update(text).digest();
    // Digests are of one length, and comparing them takes as long for a near miss as for a wild guess.
    if (timingSafeEqual(digest(bearerOf(request) ?? ''), digest(this.config.metricsToken ?? ''))) return true;
    throw new DomainError('unauthenticated', 'unauthenticated', 'Send METRICS_TOKEN as the bearer token.');
  }

  private async actorOf(request: AuthenticatedRequest): Promise<Actor> {
    const token = bearerOf(request);
    const claims = token ? this.tokens.verify(token) : null;
    const known = claims ? await this.actors.find(claims.sid) : null;
    if (!known) throw new DomainError('unauthenticated', 'unauthenticated', 'Log in first: POST /api/v1/auth/login.');
    const ability = this.policies.abilityOf(known.role);
    return new Actor(known.id, known.email, known.name, known.role, known.sessionId, ability, request.id, request.ip);
  }
}

function bearerOf(request: AuthenticatedRequest): string | undefined {
  return /^Bearer +([^ ]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
