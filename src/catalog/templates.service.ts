import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { newId } from '../common/clock';
import { conflict, DomainError, fieldError, invalid } from '../common/errors';
import { changesBetween, Journal } from '../journal/journal.service';
import { lockRow } from '../auth/row-lock';
import { Template } from './template.entity';
import { templateFact } from './template.journal';
import type { NewTemplate, TemplateEdit } from './template.schemas';
import { type TemplatePlace, type TemplateRow, TemplatesQueries } from './templates.queries';
import { refusal } from '../common/refusals';

/** What people edit, as the journal tells it. */
const EDITED = [
  'name',
  'code',
  'templateDb',
  'templateVersion',
  'odooVersion',
  'description',
  'isReady',
  'archived',
  'servers',
  'sourceServerId',
] as const;

type Snapshot = Partial<Template> & { servers?: TemplatePlace[] };

/** The databases that customers' databases are copied from. */
@Injectable()
export class TemplatesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: TemplatesQueries,
    private readonly journal: Journal,
  ) {}

  async create(actor: Actor, { servers, ...facts }: NewTemplate): Promise<TemplateRow> {
    return this.dataSource.transaction(async (tx) => {
      const template = tx.create(Template, { id: newId(), ...facts });
      await checkSource(tx, facts);
      await tx.insert(Template, template);
      if (servers) await place(tx, template.id, servers);
      const row = await this.queries.read(template.id, tx);
      const snapshot: Snapshot = servers ? { ...template, servers: placesOf(row) } : template;
      await this.journal.write(
        tx,
        actor,
        templateFact('create', template, changesBetween<Snapshot>({}, snapshot, EDITED)),
      );
      return row;
    });
  }

  /**
   * Under another name of its database nothing that was published stands any more.
   * @param version the version the caller has seen (`If-Match`), or null to edit whatever is there
   * @throws DomainError 422 when `servers` or `sourceServerId` names a server that is not there
   */
  async update(
    actor: Actor,
    id: string,
    version: number | null,
    { servers, ...facts }: TemplateEdit,
  ): Promise<TemplateRow> {
    return this.dataSource.transaction(async (tx) => {
      const template = await lockRow(tx, Template, actor, { action: 'update', id, version });
      const before: Snapshot = { ...template, servers: placesOf(await this.queries.read(id, tx)) };
      if (template.sourceServerId !== facts.sourceServerId) await checkSource(tx, facts);
      if (servers) await place(tx, id, servers);
      if (facts.templateDb !== undefined && facts.templateDb !== template.templateDb) await forgetPublished(tx, id);
      Object.assign(template, facts);
      const after: Snapshot = { ...template, servers: placesOf(await this.queries.read(id, tx)) };
      const changes = changesBetween(before, after, EDITED);
      if (changes.length > 0) {
        template.version++;
        await tx.save(template);
        await this.journal.write(tx, actor, templateFact('update', template, changes));
      }
      return this.queries.read(id, tx);
    });
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const template = await lockRow(tx, Template, actor, { action: 'delete', id, version });
      const { instanceCount } = await this.queries.read(id, tx);
      if (instanceCount > 0) {
        throw conflict(
          'template-in-use',
          `${String(instanceCount)} instances refer to this template; archive it instead.`,
        );
      }
      await tx.delete(Template, { id });
      await this.journal.write(tx, actor, templateFact('delete', template));
    });
  }
}

/** What people say of where it is; what was published there is no edit. */
function placesOf({ servers }: TemplateRow): TemplatePlace[] {
  return servers.map(({ serverId, state }) => ({ serverId, state }));
}

async function checkSource(tx: EntityManager, { sourceServerId }: Pick<TemplateEdit, 'sourceServerId'>): Promise<void> {
  if (!sourceServerId || (await lockServers(tx, [sourceServerId])).has(sourceServerId)) return;
  throw invalid('sourceServerId', refusal('unknown-record', { noun: 'server' }));
}

async function forgetPublished(tx: EntityManager, templateId: string): Promise<void> {
  await tx.query(
    `UPDATE template_servers SET state = 'pending', publication = NULL, verified_at = NULL, cron_ids = NULL
      WHERE template_id = $1 AND publication IS NOT NULL`,
    [templateId],
  );
}

/**
 * Replaces where a template is; what was published to servers that stay is kept. The servers are locked before the old places go, so that
 * it cannot wait for a server's deletion while that waits for a place of it.
 */
async function place(tx: EntityManager, templateId: string, servers: readonly TemplatePlace[]): Promise<void> {
  const ids = servers.map(({ serverId }) => serverId);
  const known = await lockServers(tx, ids);
  const errors = ids.flatMap((id, at) =>
    known.has(id) ? [] : [fieldError(`servers.${String(at)}.serverId`, refusal('unknown-record', { noun: 'server' }))],
  );
  if (errors.length > 0) throw new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
  await tx.query('DELETE FROM template_servers WHERE template_id = $1 AND server_id <> ALL ($2)', [templateId, ids]);
  await tx.query(
    `INSERT INTO template_servers (template_id, server_id, state)
     SELECT $1, given.id, given.state FROM unnest($2::uuid[], $3::text[]) AS given (id, state)
     ON CONFLICT (template_id, server_id) DO UPDATE SET state = excluded.state`,
    [templateId, ids, servers.map(({ state }) => state)],
  );
}

/** @returns those that are there */
async function lockServers(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const found = await tx.query<{ id: string }[]>(
    'SELECT id FROM servers WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE',
    [ids],
  );
  return new Set(found.map(({ id }) => id));
}
