import type { Actor } from '../../auth/actor';
import { iso } from '../schemas';
import { Silence } from './silence.entity';
import type { SilenceView } from './silence.schemas';

/** What may be shown of a silence, and what this caller may do with it now. */
export function toSilenceView(silence: Silence, actor: Actor, now: Date): SilenceView {
  const { authorId, authorName, startsAt, endsAt, createdAt, ...shown } = silence;
  const isOver = endsAt <= now;
  return {
    ...shown,
    author: { id: authorId, name: authorName },
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    createdAt: iso(createdAt),
    state: isOver ? 'over' : startsAt > now ? 'planned' : 'active',
    actions: !isOver && actor.can('expire', Silence) ? ['expire'] : [],
  };
}
