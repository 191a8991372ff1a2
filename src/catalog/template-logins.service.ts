import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { conflict, notFound } from '../common/errors';
import type { Sealed } from '../database/secrets';
import { Journal } from '../journal/journal.service';
import { OdooInside } from '../odoo/inside/odoo-inside';
import { refused } from '../odoo/odoo-call-error';
import { OdooManager } from '../odoo/odoo-manager';
import { ServerAccess } from '../servers/server-access.service';
import { Template } from './template.entity';
import { TemplateAccess, type TemplateLogin } from './template-access';
import { templateFact } from './template.journal';

/** Whoever asked waits for it, in ms. */
const TRIAL_MS = 20_000;

/** Where a template can be looked into. */
interface Place {
  database: string;
  serverId: string | null;
}

/** The login that Amiral has in a template. */
@Injectable()
export class TemplateLogins {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly access: TemplateAccess,
    private readonly servers: ServerAccess,
    private readonly manager: OdooManager,
    private readonly inside: OdooInside,
    private readonly journal: Journal,
  ) {}

  /**
   * Tries the login, then stores it. Copies that were published with another one open to it no more: they wait to be published anew.
   * @throws DomainError 409 `login-refused`, `template-nowhere` when there is no server to try it on, `changed-meanwhile`; OdooCallError
   *   `login-not-admin`, `no-such-database` …
   */
  async set(actor: Actor, id: string, login: TemplateLogin): Promise<void> {
    const place = await this.placeOf(id);
    await this.try(place, login);
    await this.dataSource.transaction(async (tx) => {
      const template = await lockRow(tx, Template, actor, { action: 'update', id });
      const now = await this.placeOf(id);
      if (now.serverId !== place.serverId || now.database !== place.database) throw CHANGED;
      const [stored] = await tx.query<{ access: Sealed | null }[]>(
        'SELECT service_access AS access FROM templates WHERE id = $1',
        [id],
      );
      const before = stored?.access ?? null;
      if (before !== null && isSame(this.access.open(id, before), login)) return;
      await tx.query('UPDATE templates SET service_access = $2 WHERE id = $1', [id, this.access.seal(id, login)]);
      await tx.query(
        `UPDATE template_servers SET state = 'pending'
          WHERE template_id = $1 AND server_id IS DISTINCT FROM $2 AND publication IS NOT NULL AND state = 'ready'`,
        [id, place.serverId],
      );
      const change = { field: 'serviceLogin', before: before === null ? null : '(secret)', after: '(secret)' };
      await this.journal.write(tx, actor, templateFact('update', template, [change]));
    });
  }

  private async try({ database, serverId }: Place, { login, password }: TemplateLogin): Promise<void> {
    if (serverId === null) throw NOWHERE;
    const settings = { target: await this.servers.target(serverId), timeoutMs: TRIAL_MS };
    if ((await this.manager.standing(settings, database)) !== 'odoo') throw refused('no-such-database');
    if (!(await this.inside.signIn(settings, database, login, password))) throw LOGIN_REFUSED;
  }

  /** Its source, else a server where it is said to be ready, one in service first. @throws DomainError 404 */
  private async placeOf(id: string): Promise<Place> {
    const [place] = await this.dataSource.query<Place[]>(
      `SELECT t.template_db AS database, COALESCE(t.source_server_id,
          (SELECT s.id FROM template_servers ts JOIN servers s ON s.id = ts.server_id WHERE ts.template_id = t.id AND ts.state = 'ready'
            ORDER BY s.state = 'active' DESC, s.sequence, s.code LIMIT 1)) AS "serverId"
         FROM templates t WHERE t.id = $1`,
      [id],
    );
    if (!place) throw notFound('template');
    return place;
  }
}

function isSame(a: TemplateLogin, b: TemplateLogin): boolean {
  return a.login === b.login && a.password === b.password;
}

const LOGIN_REFUSED = conflict('login-refused', 'Odoo refuses this login or its password in the template.');

const NOWHERE = conflict(
  'template-nowhere',
  'There is no server to try the login on: say which is the source of the template, or where it is ready.',
);

const CHANGED = conflict('changed-meanwhile', 'The template was changed while its login was tried; try again.');
