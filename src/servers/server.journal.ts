import { factsAbout } from '../journal/journal.service';
import type { Server } from './server.entity';

/** What happened to a server. */
export const serverFact = factsAbout<Pick<Server, 'id' | 'code'>>('server', ({ code }) => code);
