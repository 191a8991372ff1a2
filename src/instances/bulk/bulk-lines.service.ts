import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../common/errors';
import type { JournalActor } from '../../journal/journal.service';
import type { OperationFacts } from '../../operations/kinds';
import { InstanceWork } from '../instance-work.service';
import type { BulkVerdict } from './bulk.schemas';

const ENDED = `o.ended_at IS NOT NULL OR o.state = 'needs-operator'`;

const TELL = `
UPDATE operations p SET result = jsonb_build_object('action', p.input ->> 'action', 'items', (
  SELECT jsonb_agg(jsonb_build_object('instanceId', l.instance_id, 'name', l.name,
      'verdict', CASE WHEN l.code IS NULL THEN 'accepted' ELSE 'refused' END,
      'operationId', l.child_id, 'state', o.state, 'code', COALESCE(l.code, o.error_code), 'detail', COALESCE(l.detail, o.error_detail))
    ORDER BY l.position)
  FROM bulk_lines l LEFT JOIN operations o ON o.id = l.child_id WHERE l.operation_id = p.id))
 WHERE p.id = $1`;

/** Nothing is begun any more once it was called off, or has ended. */
const TAKE = `SELECT l.instance_id AS "instanceId" FROM bulk_lines l JOIN operations p ON p.id = l.operation_id
 WHERE l.operation_id = $1 AND l.position = $2 AND l.child_id IS NULL AND l.code IS NULL
   AND p.ended_at IS NULL AND NOT p.cancel_requested FOR UPDATE OF l`;

export interface Count {
  open: number;
  succeeded: number;
}

/** The lines of an action on many: each begun once, or refused. */
@Injectable()
export class BulkLines {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly work: InstanceWork,
  ) {}

  async write(tx: EntityManager, operationId: string, verdicts: readonly BulkVerdict[]): Promise<void> {
    const lines = verdicts.map((line, position) => ({ ...line, position }));
    await tx.query(
      `INSERT INTO bulk_lines (operation_id, position, instance_id, name, code, detail)
       SELECT $1, position, "instanceId", name, code, detail
         FROM jsonb_to_recordset($2::jsonb) AS line (position integer, "instanceId" uuid, name text, code text, detail text)`,
      [operationId, JSON.stringify(lines)],
    );
    await this.tell(tx, operationId);
  }

  /** Says in the operation's result what became of each. */
  async tell(tx: EntityManager, operationId: string): Promise<void> {
    await tx.query(TELL, [operationId]);
  }

  /** Those that were neither begun nor refused. */
  async waiting(operationId: string): Promise<number[]> {
    const rows = await this.dataSource.query<{ position: number }[]>(
      'SELECT position FROM bulk_lines WHERE operation_id = $1 AND child_id IS NULL AND code IS NULL ORDER BY position',
      [operationId],
    );
    return rows.map(({ position }) => position);
  }

  /** Its operation and the note that it was begun stand or fall together: whoever comes second finds it begun. */
  async begin(operation: OperationFacts, position: number): Promise<void> {
    try {
      await this.dataSource.transaction(async (tx) => {
        const [line] = await tx.query<{ instanceId: string }[]>(TAKE, [operation.id, position]);
        if (!line) return;
        const { action, reason, by } = operation.input as unknown as BulkInput;
        const actor: JournalActor = { ...by, requestId: null, ip: null };
        const part = { action, reason, parentId: operation.id };
        const childId = await this.work.part(tx, actor, line.instanceId, part);
        await tx.query('UPDATE bulk_lines SET child_id = $3 WHERE operation_id = $1 AND position = $2', [
          ...[operation.id, position, childId],
        ]);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.refuse(operation.id, position, error);
    }
  }

  /** How many of those that were begun are under way, and how many have succeeded. */
  async count(operationId: string): Promise<Count> {
    const [count] = await this.dataSource.query<Count[]>(
      `SELECT (count(*) FILTER (WHERE NOT (${ENDED})))::integer AS open, (count(*) FILTER (WHERE o.state = 'succeeded'))::integer AS succeeded
         FROM bulk_lines l JOIN operations o ON o.id = l.child_id WHERE l.operation_id = $1`,
      [operationId],
    );
    return count ?? { open: 0, succeeded: 0 };
  }

  /** Those that were begun and did not succeed are begun anew when it is tried again. */
  async forgetFailed(tx: EntityManager, operationId: string): Promise<void> {
    await tx.query(
      `UPDATE bulk_lines l SET child_id = NULL FROM operations o
        WHERE l.operation_id = $1 AND o.id = l.child_id AND o.ended_at IS NOT NULL AND o.state <> 'succeeded'`,
      [operationId],
    );
  }

  private async refuse(operationId: string, position: number, { code, message }: DomainError): Promise<void> {
    await this.dataSource.query(
      `UPDATE bulk_lines SET code = $3, detail = $4 WHERE operation_id = $1 AND position = $2 AND child_id IS NULL AND code IS NULL`,
      [operationId, position, code, message],
    );
  }
}

/** What the parent was started with; `accepted`: how many lines were not refused at once. */
export interface BulkInput {
  action: 'suspend' | 'resume';
  reason: string | null;
  by: { id: string; name: string };
  accepted: number;
}
