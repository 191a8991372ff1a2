import type { Change } from '../journal/journal.entity';
import { changesBetween, factsAbout } from '../journal/journal.service';
import type { Instance } from './instance.entity';

/** What the journal tells of an instance. */
const JOURNALLED = [
  'name',
  'customerName',
  'customerEmail',
  'databaseName',
  'subdomain',
  'domain',
  'externalId',
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
  return changesBetween<Partial<Instance>>(before, after, JOURNALLED);
}

/** What happened to an instance. */
export const instanceFact = factsAbout<Instance>('instance', ({ name }) => name);
