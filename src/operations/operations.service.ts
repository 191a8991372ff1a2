import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { type Actor, forbidden } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { newId } from '../common/clock';
import { DomainError } from '../common/errors';
import { notify } from '../database/notifications';
import { KeyRing, type Sealed } from '../database/secrets';
import { AMIRAL, Journal, type JournalActor } from '../journal/journal.service';
import { type Kind, Kinds, plannedSteps } from './kinds';
import { nextOf } from './next';
import { Operation, OperationStep } from './operation.entity';
import { operationFact } from './operation.journal';
import { inTheWay, NOTHING_TO_REVEAL, refusalOf } from './operation.rules';
import type { Resolution } from './operation.schemas';
import { openReveal, sealSecrets } from './operation.secrets';
import type { OperationAction, OperationKind } from './operation.states';

declare module '../common/errors' {
  interface ErrorFacts {
    /** The operation that is in the way. */
    operationId?: string;
  }
}

/** Work that is asked for. */
export interface NewOperation {
  kind: OperationKind;
  subject: { type: string; id: string; name: string };
  /** Where it works; a pause of the server keeps it waiting. */
  serverId: string | null;
  /** What only one operation at a time works on; null for what is in nobody's way. */
  exclusion: string | null;
  input?: Record<string, unknown>;
  /** Sealed, and gone at its end or after a day. */
  secrets?: Record<string, string>;
  priority?: 'evacuation' | 'people' | 'policy';
  parentId?: string;
}

const PRIORITY = { evacuation: 0, people: 1, policy: 2 } as const;

/** Starting operations, and what people do with them; each is one transaction. */
@Injectable()
export class OperationsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly kinds: Kinds,
    private readonly ring: KeyRing,
    private readonly journal: Journal,
  ) {}

  /**
   * Writes down what is to be done, in the caller's transaction; it begins when that commits.
   * @param actor who asks; Amiral itself for policies
   * @returns its id
   * @throws DomainError 409 `operation-in-progress` with the first one's id
   */
  async start(tx: EntityManager, actor: JournalActor, asked: NewOperation): Promise<string> {
    const id = newId();
    const kind = this.kindOf(asked.kind);
    const { subject, serverId, exclusion, input = {}, secrets, priority = 'people', parentId = null } = asked;
    const [begun] = await tx.query<{ id: string }[]>(
      `INSERT INTO operations (id, kind, subject_type, subject_id, subject_name, server_id, parent_id, exclusion, priority, requested_by,
           requested_by_name, input, secrets)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (exclusion) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
      [
        ...[id, kind.kind, subject.type, subject.id, subject.name, serverId, parentId, exclusion, PRIORITY[priority]],
        ...[actor.id, actor.name, JSON.stringify(input), secrets ? sealSecrets(this.ring, id, secrets) : null],
      ],
    );
    if (!begun) throw inTheWay(await this.holderOf(tx, exclusion));
    await tx.query(
      `INSERT INTO operation_steps (operation_id, position, name, kind)
       SELECT $1, planned.at - 1, planned.step ->> 'name', planned.step ->> 'kind'
         FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS planned (step, at)`,
      [id, JSON.stringify(plannedSteps(kind))],
    );
    await this.journal.write(tx, actor, operationFact('start', { id, kind: kind.kind, subject }));
    await notify(tx, 'operations');
    return id;
  }

  /** @throws DomainError 409 `operation-in-progress` when something works on it, with whose id that is */
  async refuseBusy(tx: EntityManager, exclusion: string): Promise<void> {
    const holder = await this.holderOf(tx, exclusion);
    if (holder) throw inTheWay(holder);
  }

  /** Ends it between two steps, or aborts what may be aborted; what was done is undone. @throws DomainError 409 */
  async cancel(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const operation = await this.lock(tx, actor, 'cancel', id);
      await this.callOff(tx, operation);
      const facts = operation.state === 'queued' ? (['cancel', 'cancelled'] as const) : (['cancel'] as const);
      await this.journal.write(tx, actor, ...facts.map((word) => operationFact(word, ofRow(operation))));
      await notify(tx, 'operations', id);
    });
  }

  /** Ends what an operation has started, as far as it can still be ended. */
  async cancelParts(tx: EntityManager, parentId: string): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    const parts = await tx.find(Operation, { where: { parentId, endedAt: IsNull() }, order: { id: 'ASC' }, lock });
    for (const part of parts) {
      if (refusalOf('cancel', { ...standingOf(part), canReveal: false }, this.kinds.find(part.kind))) continue;
      await this.callOff(tx, part);
      await this.journal.write(tx, AMIRAL, operationFact('cancel', ofRow(part)));
      await notify(tx, 'operations', part.id);
    }
  }

  /** Begins a failed one anew at the step that failed. @throws DomainError 409 `not-retryable`, `operation-in-progress` */
  async retry(actor: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const operation = await this.lock(tx, actor, 'retry', id);
      const other = await this.holderOf(tx, operation.exclusion);
      if (other) throw inTheWay(other);
      await tx.query(
        `UPDATE operations SET state = 'queued', turned_back = false, ended_at = NULL, error_code = NULL, error_detail = NULL, due_at = clock_timestamp()
          WHERE id = $1`,
        [id],
      );
      await tx.query(
        `UPDATE operation_steps SET state = 'pending', attempts = 0, ended_at = NULL WHERE operation_id = $1 AND state = 'failed'`,
        [id],
      );
      await this.journal.write(tx, actor, operationFact('retry', ofRow(operation)));
      await notify(tx, 'operations');
    });
  }

  /**
   * A person says what became of a call: done goes on with the next step; not done goes back, but past the point of no return, where it
   * stays with the person. @throws DomainError 409
   */
  async resolve(actor: Actor, id: string, { outcome, note = null }: Resolution): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const operation = await this.lock(tx, actor, 'resolve', id);
      const goesBack = outcome === 'not-done' && !operation.pastReturn;
      if (outcome === 'done' || goesBack) await this.goOn(tx, operation, outcome);
      const said = { field: 'outcome', before: null, after: outcome };
      const noted = note === null ? [] : [{ field: 'note', before: null, after: note }];
      await this.journal.write(tx, actor, operationFact('resolve', ofRow(operation), [said, ...noted]));
      await notify(tx, 'operations');
    });
  }

  /**
   * Shows what is shown once, to whoever asked for the operation, in the transaction that erases it.
   * @throws DomainError 403 for anybody else, 404 `nothing-to-reveal`, 410 `already-revealed`
   */
  async reveal(actor: Actor, id: string): Promise<Readonly<Record<string, string>>> {
    return this.dataSource.transaction(async (tx) => {
      const operation = await lockRow(tx, Operation, actor, { action: 'reveal', id });
      if (operation.requestedBy !== actor.id)
        throw forbidden(actor.role, 'reveal', 'operation somebody else asked for');
      const [row] = await tx.query<{ reveal: Sealed | null }[]>('SELECT reveal FROM operations WHERE id = $1', [id]);
      if (operation.revealedAt) {
        throw new DomainError('gone', 'already-revealed', 'It was shown already; set a new password if it is lost.');
      }
      if (!row?.reveal || operation.state !== 'succeeded') throw NOTHING_TO_REVEAL;
      const shown = openReveal(this.ring, id, row.reveal);
      await tx.query('UPDATE operations SET reveal = NULL, revealed_at = clock_timestamp() WHERE id = $1', [id]);
      await this.journal.write(tx, actor, operationFact('reveal', ofRow(operation)));
      return shown;
    });
  }

  private async lock(tx: EntityManager, actor: Actor, action: OperationAction, id: string): Promise<Operation> {
    const operation = await lockRow(tx, Operation, actor, { action, id });
    const refusal = refusalOf(action, { ...standingOf(operation), canReveal: false }, this.kinds.find(operation.kind));
    if (refusal) throw refusal;
    return operation;
  }

  private async callOff(tx: EntityManager, operation: Operation): Promise<void> {
    if (operation.state === 'queued') return this.endQueued(tx, operation);
    // What waits for its next try need not wait to be undone.
    await tx.query('UPDATE operations SET cancel_requested = true, due_at = LEAST(due_at, now()) WHERE id = $1', [
      operation.id,
    ]);
  }

  /** Nothing of it has begun. */
  private async endQueued(tx: EntityManager, operation: Operation): Promise<void> {
    await tx.query(
      `UPDATE operations SET state = 'cancelled', cancel_requested = true, ended_at = clock_timestamp(), secrets = NULL WHERE id = $1`,
      [operation.id],
    );
    await this.kinds.find(operation.kind)?.settle?.(tx, operation, 'cancelled');
  }

  /** The step that nobody could say of stands as the person says; one that was being undone is undone, or is to be undone again. */
  private async goOn(tx: EntityManager, operation: Operation, outcome: Resolution['outcome']): Promise<void> {
    const isDone = outcome === 'done';
    const isBack = operation.turnedBack || !isDone;
    await tx.query(
      `UPDATE operations SET state = $2, turned_back = $3, due_at = clock_timestamp(),
          error_code = CASE WHEN $3 THEN error_code END, error_detail = CASE WHEN $3 THEN error_detail END
        WHERE id = $1`,
      [operation.id, isBack ? 'compensating' : 'running', isBack],
    );
    const state = operation.turnedBack ? (isDone ? 'compensated' : null) : isDone ? 'succeeded' : 'failed';
    await tx.query(
      `UPDATE operation_steps SET unknown_since = NULL, attempts = 0, ended_at = clock_timestamp(), state = COALESCE($3, state)
        WHERE operation_id = $1 AND position = $2`,
      [operation.id, await this.openStepOf(tx, operation), state],
    );
  }

  /** The step that an operation stopped at. */
  private async openStepOf(tx: EntityManager, operation: Operation): Promise<number | null> {
    const steps = await tx.find(OperationStep, { where: { operationId: operation.id }, order: { position: 'ASC' } });
    const state = operation.turnedBack ? 'compensating' : 'running';
    const next = nextOf(this.kinds.find(operation.kind), {
      ...standingOf(operation),
      state,
      cancelRequested: false,
      steps,
    });
    return 'position' in next ? next.position : null;
  }

  private kindOf(name: OperationKind): Kind {
    const kind = this.kinds.find(name);
    if (!kind) throw new Error(`Nobody has registered the operation "${name}".`);
    return kind;
  }

  private async holderOf(tx: EntityManager, exclusion: string | null): Promise<string | null> {
    const [row] = await tx.query<{ id: string }[]>(
      'SELECT id FROM operations WHERE exclusion = $1 AND ended_at IS NULL',
      [exclusion],
    );
    return row?.id ?? null;
  }
}

function standingOf({ state, pastReturn, cancelRequested }: Operation) {
  return { state, pastReturn, cancelRequested };
}

function ofRow({ id, kind, subjectType, subjectId, subjectName }: Operation) {
  return { id, kind, subject: { type: subjectType, id: subjectId, name: subjectName } };
}
