import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { conflict, invalid, notFound } from '../common/errors';
import { Clock } from '../common/clock';
import type { Change } from '../journal/journal.entity';
import { changesBetween, Journal, type JournalActor } from '../journal/journal.service';
import { Copies } from './copies/copies.service';
import { Server } from './server.entity';
import { serverFact } from './server.journal';
import { restartProbes, type SeenByTest } from './server-probes';
import type { MaintenanceRequest } from './server.schemas';
import type { HealthReasonCode, HealthStatus, ServerAction } from './server.states';
import { refusal } from '../common/refusals';

/** The address a connection test was made against, what it found, and the health that means. */
export interface Tested {
  serverUrl: string;
  tlsCa: string | null;
  health: HealthStatus;
  reasons: readonly HealthReasonCode[];
  outcome: SeenByTest;
}

const JOURNALLED = ['state', 'cordoned', 'maintenanceReason', 'maintenanceUntil'] as const;

/** What people want of a server. Activation comes in two halves, because no transaction is open while the server is tested. */
@Injectable()
export class ServersLifecycleService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly copies: Copies,
  ) {}

  /** The first half: role and state, before anybody is called. @throws DomainError 404, 403 or 409 */
  async checkActivate(actor: Actor | null, id: string): Promise<Server> {
    const server = await this.dataSource.manager.findOneBy(Server, { id });
    if (!server) throw notFound('server');
    actor?.must('activate', server, 'server');
    server.check('activate');
    return server;
  }

  /** The second half, after a good test. @throws DomainError 409 `changed-meanwhile` when the address is not the tested one any more */
  async activate(actor: Actor, id: string, tested: Tested): Promise<void> {
    await this.act(actor, 'activate', id, (server, tx) => this.enter(tx, server, tested));
  }

  /** Ends a maintenance whose time is up, after a good test; nothing happens when somebody was faster. */
  async endMaintenance(id: string, actor: JournalActor, tested: Tested): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const server = await tx.findOne(Server, { where: { id }, lock: { mode: 'for_no_key_update' } });
      const due = server?.maintenanceUntil && server.maintenanceUntil <= this.clock.now();
      if (!server || !due || server.lifecycle !== 'maintenance') return;
      const before = snapshotOf(server);
      await this.enter(tx, server, tested);
      await this.keep(tx, actor, 'activate', server, before);
    });
  }

  async maintenance(actor: Actor, id: string, { reason = null, until = null }: MaintenanceRequest): Promise<void> {
    const end = until === null ? null : new Date(until);
    if (end && end <= this.clock.now()) throw invalid('until', refusal('time-to-come'));
    await this.act(actor, 'maintenance', id, (server) => {
      server.maintenance(reason, end);
    });
  }

  async deactivate(actor: Actor, id: string): Promise<void> {
    await this.act(actor, 'deactivate', id, async (server, tx) => {
      // Instances are said first: what they hold goes with them.
      server.deactivate();
      await this.copies.refuseAny(tx, id);
      await restartProbes(tx, id);
    });
  }

  async cordon(actor: Actor, id: string, reason: string | null): Promise<void> {
    await this.act(actor, 'cordon', id, cordonBy('cordon'), reason);
  }

  async uncordon(actor: Actor, id: string, reason: string | null): Promise<void> {
    await this.act(actor, 'uncordon', id, cordonBy('uncordon'), reason);
  }

  private async enter(tx: EntityManager, server: Server, tested: Tested): Promise<void> {
    server.check('activate');
    if (server.serverUrl !== tested.serverUrl || server.tlsCa !== tested.tlsCa) {
      throw conflict('changed-meanwhile', 'The address was changed while it was tested; try again.');
    }
    server.activate(tested);
    await restartProbes(tx, server.id, tested.outcome);
  }

  /** One action is one transaction: lock, ask again, let the entity move, write it down. */
  private async act(
    actor: Actor,
    action: ServerAction,
    id: string,
    apply: (server: Server, tx: EntityManager) => void | Promise<void>,
    reason: string | null = null,
  ): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const server = await lockRow(tx, Server, actor, { action, id });
      const before = snapshotOf(server);
      await apply(server, tx);
      await this.keep(tx, actor, action, server, before, reason);
    });
  }

  private async keep(
    tx: EntityManager,
    actor: JournalActor,
    action: ServerAction,
    server: Server,
    before: Snapshot,
    reason: string | null = null,
  ): Promise<void> {
    await tx.save(server);
    const changes: Change[] = changesBetween(before, snapshotOf(server), JOURNALLED);
    if (reason !== null) changes.push({ field: 'reason', before: null, after: reason });
    await this.journal.write(tx, actor, serverFact(action, server, changes));
  }
}

type Snapshot = Pick<Server, (typeof JOURNALLED)[number]>;

function snapshotOf(server: Server): Snapshot {
  const { state, cordoned, maintenanceReason, maintenanceUntil } = server;
  return { state, cordoned, maintenanceReason, maintenanceUntil };
}

function cordonBy(action: 'cordon' | 'uncordon') {
  return (server: Server) => {
    server[action]();
  };
}
