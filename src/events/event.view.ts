import type { Actor } from '../auth/actor';
import { JournalEntry } from '../journal/journal.entity';
import type { EventView } from './event.schemas';

/** What may be shown of a line: where colleagues were calling from only to those who may read the whole record. */
export function toEventView(entry: JournalEntry, actor: Actor): EventView {
  const traced = actor.can('read', JournalEntry);
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    actor: { id: entry.actorId, name: entry.actorName },
    action: entry.action,
    subjectType: entry.subjectType,
    subjectId: entry.subjectId,
    subjectName: entry.subjectName,
    changes: entry.changes,
    requestId: traced ? entry.requestId : null,
    ip: traced ? entry.ip : null,
  };
}
