import { useCallback } from 'react';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Server } from '../api/client';

type Reason = Server['healthReasons'][number];

/** Says why a server is not healthy, in the language of whoever reads. */
export function useHealthReason(): (reason: Reason) => string {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return useCallback(
    ({ code, params }) => {
      const { endsAt, databases } = params;
      const day = typeof endsAt === 'string' && new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
      return translate(`amiral.health_reason.${code}`, {
        ...params,
        endsAt: day ? day.format(new Date(endsAt)) : '–',
        smart_count: Number(databases ?? 0),
      });
    },
    [translate, locale],
  );
}
