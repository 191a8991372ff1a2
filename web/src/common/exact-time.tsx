import { useLocaleState } from 'react-admin';

/** A moment to the second, where the order of events matters. */
export function ExactTime({ at }: { at: string }) {
  const [locale] = useLocaleState();
  return (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at))}
    </time>
  );
}
