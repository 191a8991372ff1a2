import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock } from '../common/clock';
import { mustConfirm } from '../common/confirm';
import { invalid, notFound } from '../common/errors';
import { refusal } from '../common/refusals';
import type { JournalActor } from '../journal/journal.service';
import { OperationsService } from '../operations/operations.service';
import { mustAnswer, mustServePolicies } from '../servers/server-slots';
import { ExpiryQueries } from './expiry/expiry.queries';
import { Instance } from './instance.entity';
import type { ClaimRequest, PurgeRequest, Resumption, Suspension } from './instance.schemas';
import { NO_SERVICE_LOGIN, STILL_EXPIRED } from './instance.states';
import { WorkStart } from './work-start.service';

interface Part {
  action: 'suspend' | 'resume';
  reason: string | null;
  parentId: string;
}

/** What people have done with a customer's database; each starts an operation and answers with its id. */
@Injectable()
export class InstanceWork {
  constructor(
    private readonly start: WorkStart,
    private readonly operations: OperationsService,
    private readonly expiry: ExpiryQueries,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 409 `wrong-state`, `no-service-login`, `server-not-reachable`, `operation-in-progress` */
  async suspend(tx: EntityManager, actor: Actor, id: string, { reason = null }: Suspension): Promise<string> {
    const instance = await this.start.lock(tx, actor, 'suspend', id);
    return this.begin(tx, actor, instance, 'suspend', { reason });
  }

  /** @throws DomainError besides 409 `still-expired` */
  async resume(tx: EntityManager, actor: Actor, id: string, { expiresAt }: Resumption): Promise<string> {
    const instance = await this.start.lock(tx, actor, 'resume', id);
    await this.checkEnd(tx, instance, expiresAt);
    return this.begin(tx, actor, instance, 'resume', expiresAt === undefined ? {} : { expiresAt });
  }

  /** Nobody is opened whose time is over and who would be shut again at once. */
  private async checkEnd(tx: EntityManager, { id, state }: Instance, expiresAt: string | undefined): Promise<void> {
    if (expiresAt !== undefined && new Date(expiresAt) > this.clock.now()) return;
    if (state === 'expired') throw STILL_EXPIRED;
    if (expiresAt !== undefined) throw invalid('expiresAt', refusal('time-to-come'));
    if (await this.expiry.isOver(tx, id)) throw STILL_EXPIRED;
  }

  /** One of many, below an operation that asks for all of them; who asked was asked about their right then. */
  async part(tx: EntityManager, actor: JournalActor, id: string, { action, reason, parentId }: Part): Promise<string> {
    const instance = await tx.findOne(Instance, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!instance) throw notFound('instance');
    await this.start.mustBeReady(tx, action, instance);
    if (action === 'resume') await this.checkEnd(tx, instance, undefined);
    return this.begin(tx, actor, instance, action, action === 'suspend' ? { reason } : {}, parentId);
  }

  async inspect(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    return this.begin(tx, actor, await this.start.lock(tx, actor, 'inspect', id), 'inspect', {});
  }

  /** @throws DomainError besides 409 `nothing-to-purge`, 422 naming `confirm` */
  async purge(tx: EntityManager, actor: Actor, id: string, { confirm }: PurgeRequest): Promise<string> {
    const instance = await this.start.lock(tx, actor, 'purge', id);
    mustConfirm(confirm, instance.name);
    return this.begin(tx, actor, instance, 'purge', { databaseName: instance.databaseName });
  }

  /** @throws DomainError besides 422 naming `confirm` */
  async claim(tx: EntityManager, actor: Actor, id: string, { confirm }: ClaimRequest): Promise<string> {
    const instance = await this.start.lock(tx, actor, 'claim', id);
    mustConfirm(confirm, instance.name);
    return this.begin(tx, actor, instance, 'claim', {});
  }

  /** @param instance locked, with nothing at work on it */
  async begin(
    tx: EntityManager,
    actor: JournalActor,
    instance: Instance,
    kind: 'suspend' | 'resume' | 'inspect' | 'terminate' | 'purge' | 'claim',
    input: Record<string, unknown>,
    parentId?: string,
  ): Promise<string> {
    if (!(await this.start.hasLogin(tx, instance))) throw NO_SERVICE_LOGIN;
    const isPolicy = actor.id === null;
    await this.start.host(tx, instance, isPolicy ? mustServePolicies : mustAnswer);
    const priority = isPolicy ? 'policy' : 'people';
    const below = parentId === undefined ? {} : { parentId };
    return this.operations.start(tx, actor, { ...this.start.about(kind, instance), input, priority, ...below });
  }
}
