import type { Change } from '../journal/journal.entity';
import type { JournalFact } from '../journal/journal.service';

/** One line of the journal about an operation. */
export function operationFact(
  action: JournalFact['action'],
  { id, kind, subject }: { id: string; kind: string; subject: { type: string; id: string; name: string } },
  changes: Change[] = [],
): JournalFact {
  const about: Change[] = [
    { field: 'kind', before: null, after: kind },
    { field: subject.type, before: null, after: subject.id },
  ];
  return {
    action,
    subjectType: 'operation',
    subjectId: id,
    subjectName: subject.name,
    changes: [...about, ...changes],
  };
}
