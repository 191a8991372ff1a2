import { factsAbout } from '../journal/journal.service';
import type { Channel } from './channel.entity';

/** What happened to a channel. */
export const channelFact = factsAbout<Channel>('channel', ({ name }) => name);
