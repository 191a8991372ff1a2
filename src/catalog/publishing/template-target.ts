import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { conflict } from '../../common/errors';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import type { Session } from '../../odoo/inside/session';
import { type ArchiveCheck, OdooArchives } from '../../odoo/odoo-archives';
import { refused } from '../../odoo/odoo-call-error';
import { OdooManager } from '../../odoo/odoo-manager';
import { NOTHING_KNOWN, OdooClient } from '../../odoo/odoo.client';
import type { Fate, StepContext, StepResult } from '../../operations/kinds';
import { Copies } from '../../servers/copies/copies.service';
import { mustAnswer, readHost } from '../../servers/server-slots';
import { ServerAccess } from '../../servers/server-access.service';
import { sendAgain } from '../../operations/step-errors';
import { serverOf, timeOf } from '../../operations/step-facts';
import { copiedOf, copyOf, temporary } from './publish.facts';
import { TemplateSource } from './template-source';

const PROGRESS_MS = 1_000;

/** The copy of a template on one server: restored sealed under a temporary name, compared, and named as the template when it is good. */
@Injectable()
export class TemplateTarget {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly servers: ServerAccess,
    private readonly source: TemplateSource,
    private readonly client: OdooClient,
    private readonly manager: OdooManager,
    private readonly archives: OdooArchives,
    private readonly inside: OdooInside,
    private readonly copies: Copies,
  ) {}

  /** What would fail anyway is found before anything is made. Odoo restores backups of other series, and says that all is well. */
  async preflight(context: StepContext): Promise<undefined> {
    const { operation } = context;
    mustAnswer(await readHost(this.dataSource.manager, serverOf(operation)));
    const { target } = await this.servers.master(serverOf(operation), timeOf(context));
    const { odooVersion } = await this.client.probe(target, { timeoutMs: context.timeoutMs, known: NOTHING_KNOWN });
    const { serie } = copyOf(operation);
    if (odooVersion !== null && serieOf(odooVersion) !== serie) {
      throw conflict('series-differ', `The template is of Odoo ${serie}, and the server runs ${odooVersion}.`);
    }
    await this.mustBeOurs(context);
  }

  /** From the source, as it is sent, into a sealed database. What an attempt before this one left is dropped first. */
  async restore(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const { database, sourceServerId } = copyOf(operation);
    await this.dropTemporary(context);
    const from = await this.servers.master(sourceServerId, timeOf(context));
    const to = await this.servers.master(serverOf(operation), timeOf(context));
    const progress = { sent: 0, received: 0 };
    const told = setInterval(() => {
      context.progress(progress.received, null);
    }, PROGRESS_MS);
    try {
      const { stream, check } = await this.archives.backup(from, database, { ...timeOf(context), progress });
      const zip = this.archives.seal(stream);
      await this.archives.restore(to, temporary(operation), { zip, copy: true }, timeOf(context));
      return { facts: countsOf(await check), detail: `${String(progress.received)} bytes were restored.` };
    } finally {
      clearInterval(told);
    }
  }

  /**
   * A server goes on restoring when nobody waits for it any more: what is there may be half of it, and is dropped and restored anew. While
   * nothing is there, it may still come.
   */
  async askRestore(context: StepContext): Promise<Fate> {
    if (!(await this.isThere(context, temporary(context.operation)))) {
      return { fate: 'not-done', detail: 'The server has no database from this restore yet.' };
    }
    return { fate: 'done', result: await this.restore(context) };
  }

  /** Odoo says yes to restores that lack half of it: what stands there is counted, and is looked into with the template's login. */
  async verify(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const { users, attachments } = copiedOf(operation);
    const { serie, uuid: original } = copyOf(operation);
    const session = await this.session(context, temporary(operation));
    if (!session) throw differs('it refuses the login of the template');
    if (session.serie !== serie) throw differs(`it is of Odoo ${session.serie}`);
    const doors = await this.inside.readDoors(session, timeOf(context));
    if (doors.users.length !== users) throw differs(`${String(doors.users.length)} of ${String(users)} users came`);
    const look = await this.inside.look(session, timeOf(context));
    if (look.attachments !== attachments)
      throw differs(`${String(look.attachments)} of ${String(attachments)} attachments came`);
    if (look.activeCrons > 0) throw differs(`${String(look.activeCrons)} scheduled actions are active`);
    const uuid = await this.inside.parameter(session, 'database.uuid', timeOf(context));
    if (uuid === null || uuid === original) throw differs('it has no database.uuid of its own');
    return { facts: { uuid }, detail: `${String(users)} users and ${String(attachments)} attachments are there.` };
  }

  /** Makes room for it: an older copy of ours goes. What is not ours stays, and keeps its name. */
  async replace(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const { database } = copyOf(operation);
    if (!(await this.mustBeOurs(context))) return {};
    const master = await this.servers.master(serverOf(operation), timeOf(context));
    await this.manager.drop(master, database, timeOf(context));
    if (await this.isThere(context, database)) throw refused('not-dropped');
    return {
      detail: 'The older copy was dropped.',
      save: async (tx) => {
        await this.copies.forget(tx, serverOf(operation), database);
        await tx.query(
          `UPDATE template_servers SET state = 'pending', publication = NULL, verified_at = NULL
            WHERE template_id = $1 AND server_id = $2`,
          [operation.subjectId, serverOf(operation)],
        );
      },
    };
  }

  async rename(context: StepContext): Promise<undefined> {
    const { operation } = context;
    const master = await this.servers.master(serverOf(operation), timeOf(context));
    await this.manager.rename(master, temporary(operation), copyOf(operation).database, timeOf(context));
    if (!(await this.isRenamed(context))) throw refused('no-such-database');
  }

  async askRename(context: StepContext): Promise<Fate> {
    if (await this.isThere(context, temporary(context.operation))) return sendAgain(() => this.rename(context));
    if (await this.isRenamed(context)) return { fate: 'done' };
    return { fate: 'not-known', detail: 'The copy is under neither name.' };
  }

  /** Drops the copy by its temporary name, which nobody else has. */
  async dropTemporary(context: StepContext): Promise<undefined> {
    const name = temporary(context.operation);
    if (!(await this.isThere(context, name))) return;
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    await this.manager.drop(master, name, timeOf(context));
    if (await this.isThere(context, name)) throw refused('not-dropped');
  }

  /**
   * @returns whether an older copy of ours has the template's name on the server
   * @throws DomainError 409 `database-name-taken` when something else has it
   */
  private async mustBeOurs(context: StepContext): Promise<boolean> {
    const { operation } = context;
    const { database } = copyOf(operation);
    if (!(await this.isThere(context, database))) return false;
    const known = await this.copies.uuidOfTemplate(
      this.dataSource.manager,
      serverOf(operation),
      database,
      operation.subjectId,
    );
    if (known !== null && (await this.uuidOf(context, database)) === known) return true;
    throw conflict(
      'database-name-taken',
      `The server has a database "${database}" that Amiral did not publish there; nothing was done to it.`,
    );
  }

  /** By the login, or where that opens it no more, from a backup. */
  private async uuidOf(context: StepContext, database: string): Promise<string | null> {
    const session = await this.session(context, database);
    if (session) return this.inside.parameter(session, 'database.uuid', timeOf(context));
    const master = await this.servers.master(serverOf(context.operation), timeOf(context));
    const { stream, check } = await this.archives.backup(master, database, timeOf(context));
    stream.resume();
    return (await check).databaseUuid;
  }

  private async isRenamed(context: StepContext): Promise<boolean> {
    const { operation } = context;
    const { database } = copyOf(operation);
    if (!(await this.isThere(context, database))) return false;
    return (await this.uuidOf(context, database)) === copiedOf(operation).uuid;
  }

  private async isThere(context: StepContext, name: string): Promise<boolean> {
    const settings = { target: await this.servers.target(serverOf(context.operation)), ...timeOf(context) };
    return (await this.manager.standing(settings, name)) !== 'none';
  }

  private async session(context: StepContext, database: string): Promise<Session | null> {
    const { operation } = context;
    const { login, password } = await this.source.login(operation.subjectId);
    const settings = { target: await this.servers.target(serverOf(operation)), ...timeOf(context) };
    return this.inside.signIn(settings, database, login, password);
  }
}

/** Nightly builds have their day behind it: `16.0-20241126`. */
function serieOf(version: string): string {
  return version.replace(/[-+].*/, '');
}

function countsOf({ counts }: ArchiveCheck) {
  return { users: counts['res_users'] ?? 0, attachments: counts['ir_attachment'] ?? 0 };
}

function differs(why: string) {
  return conflict('copy-differs', `The copy is not what its source is: ${why}.`);
}
