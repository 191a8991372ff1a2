import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../common/clock';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import { refused } from '../../odoo/odoo-call-error';
import { OdooManager } from '../../odoo/odoo-manager';
import { type Fate, type Kind, Kinds, type StepContext, type StepResult } from '../../operations/kinds';
import { Copies, NOT_OUR_DATABASE } from '../../servers/copies/copies.service';
import { ServerAccess } from '../../servers/server-access.service';
import { giveSlotBack } from '../../servers/server-slots';
import { InstanceAccess } from '../instance-access.service';
import { InstanceChanges } from '../instance-changes.service';
import { SuspendKinds } from '../suspend/suspend.kinds';
import { serverOf, timeOf } from '../../operations/step-facts';

const MINUTE = 60_000;
/** How long the database of a terminated instance stays. */
const KEEP_MS = 7 * 24 * 60 * MINUTE;

/** The end of an instance whose database goes with it: first nobody gets in, then the slot is free, and days later the database is dropped. */
@Injectable()
export class TerminateKinds implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly kinds: Kinds,
    private readonly suspending: SuspendKinds,
    private readonly access: InstanceAccess,
    private readonly servers: ServerAccess,
    private readonly manager: OdooManager,
    private readonly inside: OdooInside,
    private readonly copies: Copies,
    private readonly changes: InstanceChanges,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.terminate);
    this.kinds.register(this.purge);
  }

  private readonly terminate: Kind = {
    kind: 'terminate',
    compensates: true,
    steps: [
      { name: 'identify', kind: 'repeatable', timeoutMs: MINUTE, run: (context) => this.identify(context) },
      ...this.suspending.shutting,
      { name: 'terminate', kind: 'local', run: (context, tx) => this.terminated(context, tx) },
    ],
  };

  private readonly purge: Kind = {
    kind: 'purge',
    compensates: false,
    steps: [
      {
        name: 'drop',
        kind: 'ask-first',
        lane: 'exclusive',
        timeoutMs: 10 * MINUTE,
        run: (context) => this.drop(context),
        ask: (context) => this.askDrop(context),
      },
      {
        name: 'purge',
        kind: 'local',
        run: ({ operation }, tx) => this.purged(tx, operation.subjectId),
      },
    ],
  };

  /** Which database it is: the only one that a purge will drop. */
  private async identify(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const uuid = await this.uuidOf(context);
    const name = nameOf(context);
    const copy = { serverId: serverOf(operation), name, role: 'live', operationId: operation.id } as const;
    return { save: (tx) => this.copies.identify(tx, { ...copy, instanceId: operation.subjectId, uuid }) };
  }

  private async terminated({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const purgeAfter = new Date(this.clock.now().getTime() + KEEP_MS);
    const { serverId } = await this.changes.make(tx, operation.subjectId, 'terminate', (instance) => {
      instance.terminate(purgeAfter);
    });
    await this.copies.dropAfter(tx, operation.subjectId, purgeAfter);
    await giveSlotBack(tx, serverId);
  }

  /** Whatever has this name now: dropped is only the database that is known by its uuid. @throws DomainError 409 `not-our-database` */
  private async drop(context: StepContext): Promise<undefined> {
    const { operation } = context;
    if (await this.isGone(context)) return;
    const known = await this.copies.uuidOf(this.dataSource.manager, operation.subjectId);
    if (known === null || (await this.uuidOf(context)) !== known) throw NOT_OUR_DATABASE;
    const master = await this.servers.master(serverOf(operation), timeOf(context));
    await this.manager.drop(master, nameOf(context), timeOf(context));
    if (!(await this.isGone(context))) throw refused('not-dropped');
  }

  private async askDrop(context: StepContext): Promise<Fate> {
    if (await this.isGone(context)) return { fate: 'done' };
    return { fate: 'not-done', detail: 'The server still has the database.' };
  }

  private async purged(tx: EntityManager, instanceId: string): Promise<undefined> {
    await this.copies.giveUp(tx, instanceId);
    await tx.query('UPDATE instances SET service_access = NULL WHERE id = $1', [instanceId]);
    await this.changes.make(tx, instanceId, 'purge', (instance) => {
      instance.purged();
    });
  }

  private async uuidOf(context: StepContext): Promise<string> {
    const session = await this.access.session(context.operation.subjectId, timeOf(context));
    const uuid = await this.inside.parameter(session, 'database.uuid', timeOf(context));
    if (uuid === null) throw NOT_OUR_DATABASE;
    return uuid;
  }

  private async isGone(context: StepContext): Promise<boolean> {
    const target = await this.servers.target(serverOf(context.operation));
    return (await this.manager.standing({ target, ...timeOf(context) }, nameOf(context))) === 'none';
  }
}

function nameOf({ operation }: StepContext): string {
  return String(operation.input['databaseName']);
}
