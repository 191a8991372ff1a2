import { iso } from '../schemas';
import type { MaintenanceWindow } from './window.entity';
import type { CalendarView, WindowView } from './window.schemas';
import type { Planned } from './windows.queries';

export function toWindowView(window: MaintenanceWindow): WindowView {
  const { authorId, authorName, createdAt, updatedAt, ...shown } = window;
  return {
    ...shown,
    author: { id: authorId, name: authorName },
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}

/** When windows are on, as answers show it. */
export function toCalendarView(planned: readonly Planned[]): CalendarView {
  const items = planned.map(({ window, startsAt, endsAt }) => ({
    windowId: window.id,
    name: window.name,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
  }));
  return { items };
}
