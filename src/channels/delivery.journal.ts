import { factsAbout } from '../journal/journal.service';

/** What happened to a delivery, which is called as its channel. */
export const deliveryFact = factsAbout<{ id: string; channel: string }>('delivery', ({ channel }) => channel);
