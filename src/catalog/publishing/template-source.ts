import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { conflict, notFound } from '../../common/errors';
import type { Sealed } from '../../database/secrets';
import { OdooInside } from '../../odoo/inside/odoo-inside';
import type { Session } from '../../odoo/inside/session';
import type { StepContext, StepResult } from '../../operations/kinds';
import { TryAgain } from '../../operations/step-errors';
import { ServerAccess } from '../../servers/server-access.service';
import { TemplateAccess, type TemplateLogin } from '../template-access';
import { serverOf, timeOf } from '../../operations/step-facts';
import { publishOf, sourceOf } from './publish.facts';

interface Stored {
  access: Sealed | null;
  /** As an earlier publication found them. */
  cronIds: number[] | null;
}

/** The database that a template is published from. It keeps its logins and is worked in; nothing runs in it by itself any more. */
@Injectable()
export class TemplateSource {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly templates: TemplateAccess,
    private readonly servers: ServerAccess,
    private readonly inside: OdooInside,
  ) {}

  /** What runs in it is written down before any of it is stopped: a source that was published once has nothing active any more. */
  async read(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    await this.servers.master(serverOf(operation), timeOf(context));
    const session = await this.session(context);
    const open = await this.inside.readOpenState(session, timeOf(context));
    const uuid = await this.inside.parameter(session, 'database.uuid', timeOf(context));
    const { cronIds: kept } = await this.stored(operation.subjectId, serverOf(operation));
    const cronIds = [...new Set([...(kept ?? []), ...open.cronIds])].sort((a, b) => a - b);
    return {
      facts: { serie: session.serie, uuid, cronIds },
      detail: `${String(cronIds.length)} scheduled actions run in copies of it.`,
      save: async (tx) => {
        await tx.query(
          `INSERT INTO template_servers (template_id, server_id, cron_ids) VALUES ($1, $2, $3)
           ON CONFLICT (template_id, server_id) DO UPDATE SET cron_ids = excluded.cron_ids`,
          [operation.subjectId, serverOf(operation), cronIds],
        );
      },
    };
  }

  /** @throws TryAgain while a scheduled action is being executed */
  async fence(context: StepContext): Promise<StepResult> {
    const { operation } = context;
    const session = await this.session(context);
    const { cronIds } = await this.inside.readOpenState(session, timeOf(context));
    const { running } = await this.inside.stopCrons(session, cronIds, timeOf(context));
    if (running.length > 0) throw new TryAgain('cron-running', 'A scheduled action of the source is being executed.');
    await this.inside.fenceBase(session, timeOf(context));
    const left = await this.inside.readOpenState(session, timeOf(context));
    if (left.cronIds.length > 0) throw new TryAgain('source-acts', 'A scheduled action of the source is active again.');
    const { publication } = publishOf(operation);
    return {
      save: async (tx) => {
        await tx.query(
          `UPDATE template_servers SET state = 'ready', publication = $3, verified_at = clock_timestamp(), cron_ids = $4
            WHERE template_id = $1 AND server_id = $2`,
          [operation.subjectId, serverOf(operation), publication, sourceOf(operation).cronIds],
        );
      },
    };
  }

  /** @throws DomainError 409 `no-service-login` */
  async login(templateId: string): Promise<TemplateLogin> {
    return this.templates.open(templateId, (await this.stored(templateId, null)).access);
  }

  private async session(context: StepContext): Promise<Session> {
    const { operation } = context;
    const { login, password } = await this.login(operation.subjectId);
    const settings = { target: await this.servers.target(serverOf(operation)), ...timeOf(context) };
    const session = await this.inside.signIn(settings, publishOf(operation).database, login, password);
    if (session) return session;
    throw conflict('login-refused', 'The source refuses the login that Amiral has in the template.');
  }

  private async stored(templateId: string, serverId: string | null): Promise<Stored> {
    const [stored] = await this.dataSource.query<Stored[]>(
      `SELECT t.service_access AS access, ts.cron_ids AS "cronIds" FROM templates t
         LEFT JOIN template_servers ts ON ts.template_id = t.id AND ts.server_id = $2 WHERE t.id = $1`,
      [templateId, serverId],
    );
    if (!stored) throw notFound('template');
    return stored;
  }
}
