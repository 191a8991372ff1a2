import { factsAbout } from '../../journal/journal.service';
import type { Silence } from './silence.entity';

/** What happened to a silence. */
export const silenceFact = factsAbout<Silence>('silence', ({ reason }) => reason);
