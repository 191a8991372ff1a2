import { factsAbout } from '../../journal/journal.service';
import type { AlertRule } from './rule.entity';

/** What happened to a rule. */
export const ruleFact = factsAbout<AlertRule>('alert-rule', ({ name }) => name);
