import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { mustConfirm } from '../../common/confirm';
import { notFound } from '../../common/errors';
import { Journal } from '../../journal/journal.service';
import { Copies } from '../../servers/copies/copies.service';
import { Instance } from '../instance.entity';
import { instanceFact } from '../instance.journal';
import { WorkStart } from '../work-start.service';
import type { KeepRequest, Leftover } from './leftovers.schemas';

const MOST = 1_000;

/** What nobody works in and nothing works on. Tables of operations/ and catalog/ are known here by name only. */
const LEFTOVERS = `
SELECT c.id, c.server_id AS "serverId", s.name AS "serverName", c.name, c.role, c.instance_id AS "instanceId", i.name AS "instanceName",
    c.template_id AS "templateId", c.operation_id AS "operationId", c.fenced_at AS "fencedAt", c.drop_after AS "dropAfter",
    c.created_at AS "createdAt",
    CASE WHEN i.state = 'terminated' THEN 'terminated' WHEN c.uuid IS NULL THEN 'half-made' ELSE 'left-behind' END AS why
  FROM copies c JOIN servers s ON s.id = c.server_id LEFT JOIN instances i ON i.id = c.instance_id
  LEFT JOIN operations o ON o.id = c.operation_id LEFT JOIN templates t ON t.id = c.template_id
 WHERE (o.id IS NULL OR o.ended_at IS NOT NULL)
   AND (c.role <> 'live' OR c.uuid IS NULL OR i.state = 'terminated' OR (i.id IS NULL AND t.id IS NULL))`;

type Row = Omit<Leftover, 'fencedAt' | 'dropAfter' | 'createdAt'> &
  Record<'fencedAt' | 'dropAfter', Date | null> & { createdAt: Date };

/** Databases that Amiral made or keeps and that serve nobody. */
@Injectable()
export class Leftovers {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly copies: Copies,
    private readonly start: WorkStart,
    private readonly journal: Journal,
  ) {}

  async list(): Promise<Leftover[]> {
    const rows = await this.dataSource.query<Row[]>(`${LEFTOVERS} ORDER BY c.created_at, c.id LIMIT ${String(MOST)}`);
    return rows.map((row) => ({
      ...row,
      fencedAt: row.fencedAt?.toISOString() ?? null,
      dropAfter: row.dropAfter?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  /**
   * Leaves a database to people, for good: it is never dropped by Amiral.
   * @throws DomainError 404 when it is none of these, 409 `operation-in-progress`, 422 naming `confirm`
   */
  async keep(actor: Actor, id: string, { confirm }: KeepRequest): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const found = await this.lockInstance(tx, id);
      const [copy] = await tx.query<Row[]>(`${LEFTOVERS} AND c.id = $1 FOR NO KEY UPDATE OF c`, [id]);
      if (!copy) throw notFound('leftover');
      mustConfirm(confirm, copy.name);
      await this.copies.forget(tx, copy.serverId, copy.name);
      if (found === null) return;
      await this.start.refuseBusy(tx, found);
      if (copy.role === 'live') await tx.query('UPDATE instances SET purge_after = NULL WHERE id = $1', [found.id]);
      const change = { field: 'databaseName', before: null, after: copy.name };
      await this.journal.write(tx, actor, instanceFact('keep', found, [change]));
    });
  }

  /** The instance before its copy, as whoever purges it. */
  private async lockInstance(tx: EntityManager, copyId: string): Promise<Instance | null> {
    const [copy] = await tx.query<{ instanceId: string | null }[]>(
      'SELECT instance_id AS "instanceId" FROM copies WHERE id = $1',
      [copyId],
    );
    if (!copy?.instanceId) return null;
    return tx.findOne(Instance, { where: { id: copy.instanceId }, lock: { mode: 'for_no_key_update' } });
  }
}
