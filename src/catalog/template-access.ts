import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { conflict } from '../common/errors';
import { KeyRing, placeOf, type Sealed } from '../database/secrets';

/** A login of the group system in a template, Amiral's own: no copy keeps it. */
export interface TemplateLogin {
  login: string;
  password: string;
}

/** A template as it stands on one server. */
export interface TemplateThere extends TemplateLogin {
  database: string;
  /** What runs in copies of it; null for one that was put there by hand, and is not sealed. */
  cronIds: number[] | null;
}

interface Stored {
  database: string;
  state: string | null;
  cronIds: number[] | null;
  access: Sealed | null;
}

/** What copies of templates are made with. */
@Injectable()
export class TemplateAccess {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
  ) {}

  /** @throws DomainError 409 `template-not-ready` on this server, `no-service-login` */
  async on(serverId: string, templateId: string): Promise<TemplateThere> {
    const [stored] = await this.dataSource.query<Stored[]>(
      `SELECT t.template_db AS database, t.service_access AS access, ts.state, ts.cron_ids AS "cronIds"
         FROM templates t LEFT JOIN template_servers ts ON ts.template_id = t.id AND ts.server_id = $2 WHERE t.id = $1`,
      [templateId, serverId],
    );
    if (stored?.state !== 'ready') throw TEMPLATE_NOT_READY;
    const login = this.open(templateId, stored.access);
    return { ...login, database: stored.database, cronIds: stored.cronIds };
  }

  /** What a provision would refuse anyway, before anything is written. @throws DomainError 409 `template-not-ready`, `no-service-login` */
  async mustBeReady(tx: EntityManager, serverId: string, templateId: string): Promise<void> {
    const [there] = await tx.query<{ hasLogin: boolean }[]>(
      `SELECT t.service_access IS NOT NULL AS "hasLogin" FROM templates t
         JOIN template_servers ts ON ts.template_id = t.id AND ts.server_id = $2 AND ts.state = 'ready' WHERE t.id = $1`,
      [templateId, serverId],
    );
    if (!there) throw TEMPLATE_NOT_READY;
    if (!there.hasLogin) throw NO_TEMPLATE_LOGIN;
  }

  /** @throws DomainError 409 `no-service-login` */
  open(templateId: string, access: Sealed | null): TemplateLogin {
    if (access === null) throw NO_TEMPLATE_LOGIN;
    return JSON.parse(this.ring.open(access, placeOf('templates', 'serviceAccess', templateId))) as TemplateLogin;
  }

  seal(templateId: string, login: TemplateLogin): Sealed {
    return this.ring.seal(JSON.stringify(login), placeOf('templates', 'serviceAccess', templateId));
  }
}

const TEMPLATE_NOT_READY = conflict(
  'template-not-ready',
  'The template is not ready on this server; publish it there first, or choose another server.',
);

export const NO_TEMPLATE_LOGIN = conflict(
  'no-service-login',
  'Amiral has no login in the template; give it one with PUT /templates/:id/service-login.',
);
