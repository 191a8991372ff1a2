import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { type NewOperation, OperationsService } from '../operations/operations.service';
import { type Host, mustBeWatched, readHost } from '../servers/server-slots';
import { Instance } from './instance.entity';
import { type InstanceAction, refusalOf } from './instance.states';
import { exclusionOf } from './instances.queries';

type Work = Pick<NewOperation, 'kind' | 'subject' | 'serverId' | 'exclusion'>;

/** What is asked before work on an instance begins. */
@Injectable()
export class WorkStart {
  constructor(private readonly operations: OperationsService) {}

  /** The instance, locked, with nothing at work on it. @throws DomainError 404, 403, 409 */
  async lock(tx: EntityManager, actor: Actor, action: InstanceAction, id: string): Promise<Instance> {
    const instance = await lockRow(tx, Instance, actor, { action, id });
    await this.mustBeReady(tx, action, instance);
    return instance;
  }

  /** @throws DomainError 409 */
  async mustBeReady(tx: EntityManager, action: InstanceAction, instance: Instance): Promise<void> {
    await this.refuseBusy(tx, instance);
    const refusal = refusalOf(action, instance);
    if (refusal) throw refusal;
  }

  /** Before its state is looked at: what works on it says more than the state it made. @throws DomainError 409 `operation-in-progress` */
  async refuseBusy(tx: EntityManager, { id }: Instance): Promise<void> {
    await this.operations.refuseBusy(tx, exclusionOf(id));
  }

  /** Its server. @param check what that must be @throws DomainError 409 `server-not-reachable`, those of `check` */
  async host(tx: EntityManager, { serverId }: Instance, check: (host: Host) => void): Promise<Host> {
    const host = await readHost(tx, serverId);
    check(host);
    await mustBeWatched(tx);
    return host;
  }

  async hasLogin(tx: EntityManager, { id }: Instance): Promise<boolean> {
    const rows = await tx.query<unknown[]>('SELECT FROM instances WHERE id = $1 AND service_access IS NOT NULL', [id]);
    return rows.length > 0;
  }

  /** What an operation on an instance is about. */
  about(kind: Work['kind'], { id, name, serverId }: Instance): Work {
    return { kind, subject: { type: 'instance', id, name }, serverId, exclusion: exclusionOf(id) };
  }
}
