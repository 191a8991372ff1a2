import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { conflict, DomainError, fieldError } from '../../common/errors';
import { refusal } from '../../common/refusals';
import { OperationsService } from '../../operations/operations.service';
import { mustAnswer, mustBeWatched, readHost } from '../../servers/server-slots';
import { NO_TEMPLATE_LOGIN } from '../template-access';
import { Template } from '../template.entity';
import type { PublishRequest } from './publish.schemas';

/** Putting a template onto servers. */
@Injectable()
export class PublishingService {
  constructor(private readonly operations: OperationsService) {}

  /**
   * Starts a publication under the next number.
   * @returns the operation's id
   * @throws DomainError 409 `template-archived`, `no-source-server`, `no-service-login`, `server-not-reachable`, `operation-in-progress`;
   *   422 naming a server that is not there
   */
  async publish(tx: EntityManager, actor: Actor, id: string, asked: PublishRequest): Promise<string> {
    const template = await lockRow(tx, Template, actor, { action: 'publish', id });
    const sourceServerId = await this.checkSource(tx, template);
    const targets = (await this.targets(tx, id, asked)).filter((serverId) => serverId !== sourceServerId);
    await tx.query(
      `INSERT INTO template_servers (template_id, server_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING`,
      [id, [sourceServerId, ...targets]],
    );
    const [row] = await tx.query<{ publication: number }[]>(
      'WITH next AS (UPDATE templates SET publication = publication + 1 WHERE id = $1 RETURNING publication) SELECT publication FROM next',
      [id],
    );
    return this.operations.start(tx, actor, {
      kind: 'publish',
      subject: { type: 'template', id, name: template.name },
      serverId: sourceServerId,
      exclusion: `template:${id}`,
      input: {
        database: template.templateDb,
        publication: row?.publication,
        serverIds: targets,
        by: { id: actor.id, name: actor.name },
      },
    });
  }

  private async checkSource(tx: EntityManager, { id, archived, sourceServerId }: Template): Promise<string> {
    if (archived) throw ARCHIVED;
    if (sourceServerId === null) throw NO_SOURCE;
    const login = await tx.query<unknown[]>('SELECT FROM templates WHERE id = $1 AND service_access IS NOT NULL', [id]);
    if (login.length === 0) throw NO_TEMPLATE_LOGIN;
    mustAnswer(await readHost(tx, sourceServerId));
    await mustBeWatched(tx);
    return sourceServerId;
  }

  private async targets(tx: EntityManager, id: string, { serverIds, labels }: PublishRequest): Promise<string[]> {
    const named = serverIds ? await mustBeThere(tx, serverIds) : [];
    const labelled = labels ? await labelledWith(tx, labels) : [];
    const known = serverIds || labels ? [] : await placesOf(tx, id);
    return [...new Set([...named, ...labelled, ...known])];
  }
}

async function mustBeThere(tx: EntityManager, ids: readonly string[]): Promise<readonly string[]> {
  const found = await tx.query<{ id: string }[]>('SELECT id FROM servers WHERE id = ANY ($1)', [ids]);
  const there = new Set(found.map(({ id }) => id));
  const errors = ids.flatMap((id, at) =>
    there.has(id) ? [] : [fieldError(`serverIds.${String(at)}`, refusal('unknown-record', { noun: 'server' }))],
  );
  if (errors.length > 0) throw new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
  return ids;
}

async function labelledWith(tx: EntityManager, labels: Readonly<Record<string, string>>): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM servers WHERE labels @> $1 AND lifecycle IN ('active', 'maintenance') ORDER BY sequence, code`,
    [JSON.stringify(labels)],
  );
  return rows.map(({ id }) => id);
}

async function placesOf(tx: EntityManager, templateId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT s.id FROM template_servers ts JOIN servers s ON s.id = ts.server_id WHERE ts.template_id = $1 ORDER BY s.sequence, s.code`,
    [templateId],
  );
  return rows.map(({ id }) => id);
}

const ARCHIVED = conflict('template-archived', 'The template is archived; take it out of the archive first.');
const NO_SOURCE = conflict('no-source-server', 'The template has no source: say on which server it is made and kept.');
