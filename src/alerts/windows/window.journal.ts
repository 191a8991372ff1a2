import { factsAbout } from '../../journal/journal.service';
import type { MaintenanceWindow } from './window.entity';

/** What happened to a maintenance window. */
export const windowFact = factsAbout<MaintenanceWindow>('maintenance-window', ({ name }) => name);
