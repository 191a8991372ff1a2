import type { Actor } from '../auth/actor';
import type { Subject } from '../auth/ability';

/** How one kind of record is shown to those who follow it. */
export interface Source<Row extends { id: string } = { id: string }> {
  /** The word in front of the id in the log of changes, and the name of the event. */
  readonly kind: string;
  /** Whoever may read these hears of them. */
  readonly subject: Subject;
  /** Reads the records; those that are gone are left out. */
  read(ids: readonly string[]): Promise<Row[]>;
  /** What may be shown of a record, with what the caller may do to it: the same as the reading routes answer. */
  view(row: Row, actor: Actor): unknown;
}
