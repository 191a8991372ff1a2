import { Injectable } from '@nestjs/common';
import { TemplateAccess } from '../../catalog/template-access';
import { conflict, DomainError } from '../../common/errors';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import type { Session } from '../../odoo/inside/session';
import { refused } from '../../odoo/odoo-call-error';
import { OdooManager } from '../../odoo/odoo-manager';
import type { Fate, StepContext, StepResult } from '../../operations/kinds';
import { ServerAccess } from '../../servers/server-access.service';
import { InstanceAccess } from '../instance-access.service';
import { factsOf, inputOf, type ProvisionFacts, temporary } from './provision.facts';
import { sendAgain } from '../../operations/step-errors';
import { serverOf, timeOf } from '../../operations/step-facts';

/** Of Odoo's administrator in each database, which becomes the customer's. */
export const ADMIN_UID = 2;

const NOT_FIT = (why: string) => conflict('template-not-fit', `The template cannot be copied for customers: ${why}`);

/** The database itself: copied from the template under a temporary name, and renamed when it is verified. */
@Injectable()
export class Copying {
  constructor(
    private readonly servers: ServerAccess,
    private readonly templates: TemplateAccess,
    private readonly manager: OdooManager,
    private readonly inside: OdooInside,
    private readonly access: InstanceAccess,
  ) {}

  /** What would fail anyway is found before anything is made. @throws DomainError 409, OdooCallError */
  async preflight(context: StepContext): Promise<StepResult> {
    const { databaseName, templateId } = inputOf(context.operation);
    const serverId = serverOf(context.operation);
    const there = await this.templates.on(serverId, templateId);
    const { target } = await this.servers.master(serverId, timeOf(context));
    const settings = { target, ...timeOf(context) };
    if ((await this.manager.standing(settings, databaseName)) !== 'none') throw refused('name-taken');
    if ((await this.manager.standing(settings, there.database)) !== 'odoo') {
      throw NOT_FIT(`the server has no Odoo database "${there.database}".`);
    }
    const session = await this.inside.signIn(settings, there.database, there.login, there.password);
    if (!session) throw NOT_FIT('it refuses the login that Amiral has in it.');
    return { facts: { template: await this.look(session, there, context) } };
  }

  private async look(
    session: Session,
    { database, login, cronIds }: { database: string; login: string; cronIds: number[] | null },
    context: StepContext,
  ): Promise<ProvisionFacts['template']> {
    const doors = await this.inside.readDoors(session, timeOf(context));
    const admin = doors.users.find(({ uid }) => uid === ADMIN_UID);
    if (admin?.active !== true) throw NOT_FIT('its administrator, user 2, is archived.');
    if (admin.login === login) throw NOT_FIT('Amiral logs in as its administrator; give it a user of its own.');
    const uuid = await this.inside.parameter(session, 'database.uuid', timeOf(context));
    const runs = cronIds ?? (await this.inside.readOpenState(session, timeOf(context))).cronIds;
    return { database, uuid, serie: session.serie, doors, serviceUid: session.uid, cronIds: runs };
  }

  async duplicate(context: StepContext): Promise<undefined> {
    const { template } = factsOf(context.operation);
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    await this.manager.duplicate(master, template.database, temporary(context.operation), timeOf(context));
  }

  /**
   * A copy whose answer was lost may lack its files and its own uuid, which come last: it is dropped and made anew. PostgreSQL has copied
   * once the name is there, so that nothing of the first call can bring it back.
   */
  async askDuplicate(context: StepContext): Promise<Fate> {
    if (!(await this.isThere(context, temporary(context.operation)))) {
      return { fate: 'not-done', detail: 'The server has no copy of the template yet.' };
    }
    await this.dropCopy(context);
    await this.duplicate(context);
    return { fate: 'done', result: { detail: 'The first copy was lost half-way, and made anew.' } };
  }

  /** Drops the copy by its temporary name, which nobody else has. */
  async dropCopy(context: StepContext): Promise<undefined> {
    const name = temporary(context.operation);
    if (!(await this.isThere(context, name))) return;
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    await this.manager.drop(master, name, timeOf(context));
    if (await this.isThere(context, name)) throw refused('not-dropped');
  }

  async rename(context: StepContext): Promise<undefined> {
    const { databaseName } = inputOf(context.operation);
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    await this.manager.rename(master, temporary(context.operation), databaseName, timeOf(context));
    if (!(await this.isOurs(context, databaseName))) throw refused('no-such-database');
  }

  async askRename(context: StepContext): Promise<Fate> {
    if (await this.isThere(context, temporary(context.operation))) return sendAgain(() => this.rename(context));
    if (await this.isOurs(context, inputOf(context.operation).databaseName)) return { fate: 'done' };
    return { fate: 'not-known', detail: 'The database is under neither name.' };
  }

  /** Gives the copy its temporary name again, so that it can be dropped; another database of this name is left alone. */
  async renameBack(context: StepContext): Promise<undefined> {
    const { databaseName } = inputOf(context.operation);
    if (await this.isThere(context, temporary(context.operation))) return;
    if (!(await this.isOurs(context, databaseName))) return;
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    await this.manager.rename(master, databaseName, temporary(context.operation), timeOf(context));
  }

  private async isThere(context: StepContext, name: string): Promise<boolean> {
    const target = await this.servers.target(serverOf(context.operation));
    return (await this.manager.standing({ target, ...timeOf(context) }, name)) !== 'none';
  }

  /** By its uuid, with the login that no other database has. */
  private async isOurs(context: StepContext, name: string): Promise<boolean> {
    const { operation } = context;
    if (!(await this.isThere(context, name))) return false;
    const session = await this.access.session(operation.subjectId, timeOf(context), name).catch(nullOfRefused);
    if (!session) return false;
    return (await this.inside.parameter(session, 'database.uuid', timeOf(context))) === factsOf(operation).uuid;
  }
}

/** A database that does not know our login is somebody else's. */
function nullOfRefused(error: unknown): null {
  if (error instanceof DomainError && error.code === 'login-refused') return null;
  throw error;
}
