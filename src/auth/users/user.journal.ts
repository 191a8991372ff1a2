import { factsAbout } from '../../journal/journal.service';
import type { User } from './user.entity';

/** What a user did about their own access, or what was done to them. */
export const userFact = factsAbout<Pick<User, 'id' | 'email'>>('user', ({ email }) => email);
