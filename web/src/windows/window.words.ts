import { useLocaleState, useTranslate } from 'react-admin';
import type { MaintenanceWindow } from '../api/client';
import { WEEKDAYS } from '../api/enums';

type Schedule = MaintenanceWindow['schedule'];

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** Days of the week, Monday first, as a language writes them. */
export function weekdays(locale: string, weekday: 'long' | 'short'): { id: (typeof WEEKDAYS)[number]; name: string }[] {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return WEEKDAYS.map((id, index) => ({ id, name: format.format(new Date(MONDAY + index * DAY_MS)) }));
}

/** When a window is on, in one line. */
export function useScheduleText(): (schedule: Schedule) => string {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const days = weekdays(locale, 'short');
  const dayName = (id: string | undefined) => days.find((day) => day.id === id)?.name ?? '';
  const moment = (at = '') =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
  return ({ kind, startsAt, endsAt, days: on = [], day, nth, at, durationMinutes, timeZone }) => {
    if (kind === 'once') return `${moment(startsAt)} – ${moment(endsAt)}`;
    const which = kind === 'weekly' ? on.map(dayName).join(', ') : translate(`amiral.window.nth.${String(nth)}`);
    const whole = { which, day: dayName(day), at, minutes: durationMinutes, zone: timeZone };
    return translate(`amiral.window.schedule.${kind}`, whole);
  };
}
