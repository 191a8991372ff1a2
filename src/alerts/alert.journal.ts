import { factsAbout } from '../journal/journal.service';
import type { Alert } from './alert.entity';

/** What happened to an alert. */
export const alertFact = factsAbout<Alert>(
  'alert',
  ({ ruleName, serverCode }) => `${ruleName}${serverCode ? ` (${serverCode})` : ''}`,
);
