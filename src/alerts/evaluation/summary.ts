import type { RuleKind } from '../rules/rule-kinds';
import type { Fact } from './situation';

type Words = Pick<Fact, 'value' | 'total' | 'detail'>;

const rounded = (value: number | null) => String(Math.round((value ?? 0) * 10) / 10);

const SUMMARIES: Readonly<Record<RuleKind, (fact: Words) => string>> = {
  'server-critical': ({ detail }) => detail ?? 'The server does not answer.',
  'server-warning': ({ detail }) => detail ?? 'The server answers slowly.',
  'database-down': ({ detail }) => detail ?? 'The server answers, its database does not.',
  'certificate-ends': ({ detail }) => detail ?? 'A certificate ends soon.',
  capacity: ({ value }) => `${rounded(value)} % of the slots are taken.`,
  'headroom-low': ({ value, total }) =>
    `${rounded(value)} of ${rounded(total)} slots are free on servers that take new instances.`,
  'health-unknown': ({ detail }) => detail ?? 'Nothing has been heard of the server lately.',
  'monitor-frozen': ({ detail }) => detail ?? 'The monitor suspects itself: nothing goes offline.',
  'backup-overdue': () => 'A backup is overdue.',
  'operation-failed': ({ detail }) => detail ?? 'An operation failed.',
  'operation-needs-operator': ({ detail }) => detail ?? 'An operation needs an operator.',
  'crons-late': ({ detail }) => detail ?? 'Scheduled actions do not run.',
  'over-plan': ({ detail }) => detail ?? 'An instance uses more than its plan has.',
  'expiry-held': ({ detail }) => detail ?? 'Instances that have expired wait for an administrator.',
  'maintenance-overrun': ({ detail }) => detail ?? 'The maintenance should have ended.',
};

/** What a person reads of a fact. */
export function summaryOf(fact: Pick<Fact, 'kind'> & Words): string {
  return SUMMARIES[fact.kind](fact);
}
