import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { notFound } from '../../common/errors';
import { OdooManager } from '../../odoo/odoo-manager';
import type { OdooTarget } from '../../odoo/odoo.client';
import type { CopyRole } from '../../servers/copies/copy.entity';
import { ServerAccess } from '../../servers/server-access.service';
import { Server } from '../../servers/server.entity';
import type { DatabaseList } from './databases.schemas';

/** Whoever asked waits for it, in ms: to list them, and to look at all of them. */
const LIST_MS = 10_000;
const LOOK_MS = 20_000;

interface Known {
  name: string;
  instanceId: string | null;
  role: CopyRole | null;
  dropAfter: Date | null;
}

/** What databases a server has, and whose they are. */
@Injectable()
export class DatabasesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly servers: ServerAccess,
    private readonly manager: OdooManager,
  ) {}

  /** @throws DomainError 404; OdooCallError `list-db-off` … */
  async list(actor: Actor, serverId: string): Promise<DatabaseList> {
    const server = await this.dataSource.manager.findOneBy(Server, { id: serverId });
    if (!server) throw notFound('server');
    actor.must('read', server, 'server');
    const target = await this.servers.target(serverId);
    const names = await this.manager.list({ target, timeoutMs: LIST_MS });
    const known = new Map((await this.known(serverId)).map((row) => [row.name, row]));
    const odoos = await this.look(target, names);
    const items = names.map((name) => ({ ...whose(known.get(name)), name, odoo: odoos.get(name) ?? null }));
    return { items };
  }

  /** One after the other: each may be loaded for it. */
  private async look(target: OdooTarget, names: readonly string[]): Promise<Map<string, boolean>> {
    const until = performance.now() + LOOK_MS;
    const seen = new Map<string, boolean>();
    for (const name of names) {
      const timeoutMs = until - performance.now();
      if (timeoutMs <= 0) break;
      const standing = await this.manager.standing({ target, timeoutMs }, name).catch(() => null);
      if (standing !== null) seen.set(name, standing === 'odoo');
    }
    return seen;
  }

  private known(serverId: string): Promise<Known[]> {
    return this.dataSource.query<Known[]>(
      `SELECT COALESCE(i.database_name, c.name) AS name, i.id AS "instanceId", c.role, c.drop_after AS "dropAfter"
         FROM (SELECT id, database_name FROM instances WHERE server_id = $1 AND state <> 'terminated') i
         FULL JOIN (SELECT name, role, drop_after FROM copies WHERE server_id = $1) c ON c.name = i.database_name`,
      [serverId],
    );
  }
}

function whose(known: Known | undefined): Pick<DatabaseList['items'][number], 'instanceId' | 'copy'> {
  if (!known) return { instanceId: null, copy: null };
  const { instanceId, role, dropAfter } = known;
  return { instanceId, copy: role === null ? null : { role, dropAfter: dropAfter?.toISOString() ?? null } };
}
