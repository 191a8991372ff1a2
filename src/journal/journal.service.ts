import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, newId } from '../common/clock';
import type { Action, Change, SubjectType } from './journal.entity';

/** Who did it and from where; `id` is null for Amiral itself. */
export interface JournalActor {
  id: string | null;
  name: string;
  requestId: string | null;
  ip: string | null;
}

/** What happened: the action's one word, its subject, and what changed. */
export interface JournalFact {
  action: Action;
  subjectType: SubjectType;
  subjectId: string | null;
  subjectName: string;
  changes?: Change[];
}

/**
 * How entries about one kind of subject are made: the one way a noun tells the journal what happened.
 * @param nameOf what the subject is called in them, also when it is gone
 */
export function factsAbout<T extends { id: string }>(subjectType: SubjectType, nameOf: (subject: T) => string) {
  return (action: Action, subject: T, changes: Change[] = []): JournalFact => ({
    action,
    subjectType,
    subjectId: subject.id,
    subjectName: nameOf(subject),
    changes,
  });
}

/** Amiral itself: probes, schedules, the start. */
export const AMIRAL: JournalActor = { id: null, name: 'amiral', requestId: null, ip: null };

/** Writes the append-only record, always in the transaction of the change it tells. */
@Injectable()
export class Journal {
  constructor(private readonly clock: Clock) {}

  /** Writes one line a fact, in the order given. */
  async write(tx: EntityManager, actor: JournalActor, ...facts: JournalFact[]): Promise<void> {
    const at = this.clock.now();
    const rows = facts.map((fact) => ({
      id: newId(),
      at,
      actor_id: actor.id,
      actor_name: actor.name,
      action: fact.action,
      subject_type: fact.subjectType,
      subject_id: fact.subjectId,
      subject_name: fact.subjectName,
      changes: fact.changes ?? [],
      request_id: actor.requestId,
      ip: actor.ip,
    }));
    await tx.query(`INSERT INTO journal SELECT * FROM jsonb_populate_recordset(NULL::journal, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  }
}

/**
 * The fields that differ between two states of a record.
 * @param secrets names whose values never show: only that they changed
 */
export function changesBetween<T extends object>(
  before: Readonly<T>,
  after: Readonly<T>,
  fields: readonly (keyof T & string)[],
  secrets: readonly (keyof T & string)[] = [],
): Change[] {
  const changed = (field: keyof T & string) => JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const mask = (value: unknown) => (value === null || value === undefined ? null : '(secret)');
  return [
    ...fields.filter(changed).map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
    ...secrets.filter(changed).map((field) => ({ field, before: mask(before[field]), after: mask(after[field]) })),
  ];
}
