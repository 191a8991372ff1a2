import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock } from '../common/clock';
import { mustConfirm } from '../common/confirm';
import { conflict, invalid } from '../common/errors';
import { refusal } from '../common/refusals';
import type { JournalActor } from '../journal/journal.service';
import { OperationsService } from '../operations/operations.service';
import { mustAnswer, mustServePolicies } from '../servers/server-slots';
import { ExpiryQueries } from './expiry/expiry.queries';
import type { Instance } from './instance.entity';
import type { PurgeRequest, Resumption, Suspension } from './instance.schemas';
import { NO_SERVICE_LOGIN } from './instance.states';
import { WorkStart } from './work-start.service';

const STILL_EXPIRED = conflict(
  'still-expired',
  'The instance has expired: say in expiresAt until when it is to run from now on.',
);

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

  async inspect(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    return this.begin(tx, actor, await this.start.lock(tx, actor, 'inspect', id), 'inspect', {});
  }

  /** @throws DomainError besides 409 `nothing-to-purge`, 422 naming `confirm` */
  async purge(tx: EntityManager, actor: Actor, id: string, { confirm }: PurgeRequest): Promise<string> {
    const instance = await this.start.lock(tx, actor, 'purge', id);
    mustConfirm(confirm, instance.name);
    return this.begin(tx, actor, instance, 'purge', { databaseName: instance.databaseName });
  }

  /** @param instance locked, with nothing at work on it */
  async begin(
    tx: EntityManager,
    actor: JournalActor,
    instance: Instance,
    kind: 'suspend' | 'resume' | 'inspect' | 'terminate' | 'purge',
    input: Record<string, unknown>,
  ): Promise<string> {
    if (!(await this.start.hasLogin(tx, instance))) throw NO_SERVICE_LOGIN;
    const isPolicy = actor.id === null;
    await this.start.host(tx, instance, isPolicy ? mustServePolicies : mustAnswer);
    const priority = isPolicy ? 'policy' : 'people';
    return this.operations.start(tx, actor, { ...this.start.about(kind, instance), input, priority });
  }
}
