import type { Change } from '../journal/journal.entity';
import { factsAbout, type JournalFact } from '../journal/journal.service';

interface Told {
  id: string;
  kind: string;
  subject: { type: string; id: string; name: string };
}

const factOf = factsAbout<Told>('operation', ({ subject }) => subject.name);

/** What happened to an operation, with what it is about. */
export function operationFact(action: JournalFact['action'], operation: Told, changes: Change[] = []): JournalFact {
  const { kind, subject } = operation;
  const about = { kind, [subject.type]: subject.id };
  const given = Object.entries(about).map(([field, after]) => ({ field, before: null, after }));
  return factOf(action, operation, [...given, ...changes]);
}
