import type { Policy } from '../auth/ability';
import { JournalEntry } from '../journal/journal.entity';

/** Reading the whole record; a server's own lines are read with the server. */
export const eventPolicy: Policy = {
  subject: JournalEntry,
  can: {
    user: [],
    manager: ['read'],
    admin: ['read'],
  },
};
