import { useLocaleState } from 'react-admin';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The two greatest units of so many ms, in the words of a language: "3 hr 12 min". */
export function durationText(ms: number, locale: string): string {
  let rest = Math.max(0, Math.round(ms / 1_000));
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
    return count > 0 || unit === 'second' ? [format.format(count)] : [];
  });
  return parts.slice(0, 2).join(' ');
}

/** How long it took, or has taken so far. */
export function Duration({ from, to }: { from: string; to: string | null }) {
  const [locale] = useLocaleState();
  const end = to === null ? new Date() : new Date(to);
  return <span style={{ whiteSpace: 'nowrap' }}>{durationText(end.getTime() - new Date(from).getTime(), locale)}</span>;
}
