import { factsAbout } from '../../journal/journal.service';
import type { Incident } from './incident.entity';

/** What happened to an incident. */
export const incidentFact = factsAbout<Incident>('incident', ({ serverCode }) => serverCode ?? 'monitor');
