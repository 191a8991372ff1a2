import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../common/clock';
import { conflict } from '../../common/errors';
import type { CopyRole } from './copy.entity';

export const SERVER_HAS_COPIES = conflict(
  'server-has-copies',
  'Databases that Amiral made or keeps are on this server; they are to be settled first.',
);

export const NOT_OUR_DATABASE = conflict(
  'not-our-database',
  'The database of this name is another one than the one Amiral knows: its database.uuid differs. Nothing was dropped.',
);

const DATABASE_IS_A_COPY = conflict(
  'database-is-a-copy',
  'Amiral made this database, or keeps it: it is half made, or will be dropped, and cannot be adopted.',
);

/** A database that is ours. */
export interface NewCopy {
  serverId: string;
  name: string;
  role: CopyRole;
  instanceId: string | null;
  /** Of a published template. */
  templateId?: string;
  operationId: string;
}

/** The record of the databases that Amiral made or keeps, each written before the database is. */
@Injectable()
export class Copies {
  /** @throws DomainError 409 `database-name-taken` when another one of ours has this name there */
  async add(tx: EntityManager, copy: NewCopy): Promise<void> {
    const { serverId, name, role, instanceId, templateId = null, operationId } = copy;
    await tx.query(
      'INSERT INTO copies (id, server_id, name, role, instance_id, template_id, operation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [newId(), serverId, name, role, instanceId, templateId, operationId],
    );
  }

  /** @param uuid `database.uuid` as it was read */
  async rename(tx: EntityManager, serverId: string, from: string, to: string, uuid: string): Promise<void> {
    await tx.query('UPDATE copies SET name = $3, uuid = $4 WHERE server_id = $1 AND name = $2', [
      serverId,
      from,
      to,
      uuid,
    ]);
  }

  /** It was seen to be gone. */
  async forget(tx: EntityManager, serverId: string, name: string): Promise<void> {
    await tx.query('DELETE FROM copies WHERE server_id = $1 AND name = $2', [serverId, name]);
  }

  /** The `database.uuid` of an instance's own database; null when Amiral did not make it. */
  async uuidOf(tx: EntityManager, instanceId: string): Promise<string | null> {
    const [copy] = await tx.query<{ uuid: string | null }[]>(
      `SELECT uuid FROM copies WHERE instance_id = $1 AND role = 'live'`,
      [instanceId],
    );
    return copy?.uuid ?? null;
  }

  /**
   * Ours from now on, when it was not: what it is called by is what was read.
   * @throws DomainError 409 `not-our-database` when it is another one than the one we know
   */
  async identify(tx: EntityManager, copy: NewCopy & { instanceId: string; uuid: string }): Promise<void> {
    const known = await this.uuidOf(tx, copy.instanceId);
    if (known !== null && known !== copy.uuid) throw NOT_OUR_DATABASE;
    if (known !== null) return;
    await this.add(tx, copy);
    await this.rename(tx, copy.serverId, copy.name, copy.name, copy.uuid);
  }

  /** Says when an instance's own database goes. */
  async dropAfter(tx: EntityManager, instanceId: string, at: Date): Promise<void> {
    await tx.query(`UPDATE copies SET drop_after = $2 WHERE instance_id = $1 AND role = 'live'`, [instanceId, at]);
  }

  /** What Amiral made or keeps is nobody's to adopt: half made, or to be dropped. @throws DomainError 409 `database-is-a-copy` */
  async refuseOurs(tx: EntityManager, serverId: string, name: string): Promise<void> {
    const [ours] = await tx.query<unknown[]>('SELECT FROM copies WHERE server_id = $1 AND name = $2', [serverId, name]);
    if (ours) throw DATABASE_IS_A_COPY;
  }

  /** It is nobody's of ours any more: whoever gave it up keeps the database. */
  async giveUp(tx: EntityManager, instanceId: string): Promise<void> {
    await tx.query(`DELETE FROM copies WHERE instance_id = $1 AND role = 'live'`, [instanceId]);
  }

  /**
   * The `database.uuid` of a template's published copy on a server; null when we made none there.
   * @param name of the database; one that was left by a template that is gone counts too
   */
  async uuidOfTemplate(tx: EntityManager, serverId: string, name: string, templateId: string): Promise<string | null> {
    const [copy] = await tx.query<{ uuid: string | null }[]>(
      `SELECT c.uuid FROM copies c WHERE c.server_id = $1 AND c.name = $2 AND c.role = 'live' AND c.template_id IS NOT NULL
          AND (c.template_id = $3 OR NOT EXISTS (SELECT FROM templates t WHERE t.id = c.template_id))`,
      [serverId, name, templateId],
    );
    return copy?.uuid ?? null;
  }

  /** Templates that were published hold no data of customers, and so no server; one that is being made does. @throws DomainError 409 `server-has-copies` */
  async refuseAny(tx: EntityManager, serverId: string): Promise<void> {
    const [copy] = await tx.query<unknown[]>(
      'SELECT FROM copies WHERE server_id = $1 AND (template_id IS NULL OR uuid IS NULL) LIMIT 1',
      [serverId],
    );
    if (copy) throw SERVER_HAS_COPIES;
  }

  /** The server is taken out of the record, and what was published to it with it. */
  async forgetTemplates(tx: EntityManager, serverId: string): Promise<void> {
    await tx.query('DELETE FROM copies WHERE server_id = $1 AND template_id IS NOT NULL AND uuid IS NOT NULL', [
      serverId,
    ]);
  }
}

/** The name that a copy has until it is verified: `<name, cut>--<last 12 hex of the operation's id>`, at most 63 characters. */
export function temporaryName(name: string, operationId: string): string {
  const mark = `--${operationId.slice(-12)}`;
  return name.slice(0, 63 - mark.length) + mark;
}
