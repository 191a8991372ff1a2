import type { Change } from '../journal/journal.entity';
import { changesBetween, type JournalFact } from '../journal/journal.service';
import type { Instance } from './instance.entity';

/** What the journal tells of an instance. */
const TOLD = [
  'name',
  'customerName',
  'customerEmail',
  'databaseName',
  'subdomain',
  'domain',
  'state',
  'serverId',
  'templateId',
  'planId',
  'odooVersion',
  'notes',
  'activatedAt',
  'expiresAt',
] as const;

/** The fields that differ between two states of an instance. */
export function instanceChanges(before: Partial<Instance>, after: Partial<Instance>): Change[] {
  return changesBetween<Partial<Instance>>(before, after, TOLD);
}

/** One line of the journal about an instance. */
export function instanceFact(action: JournalFact['action'], { id, name }: Instance, changes: Change[]): JournalFact {
  return { action, subjectType: 'instance', subjectId: id, subjectName: name, changes };
}
