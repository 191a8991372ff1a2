import { useMemo } from 'react';
import { useLocaleState } from 'react-admin';

/** How figures over time are written in the language that is spoken. Percents are cut, not rounded: only what was never down is 100. */
export function useFigures() {
  const [locale] = useLocaleState();
  return useMemo(() => {
    const write = (options: Intl.NumberFormatOptions) => {
      const format = new Intl.NumberFormat(locale, { style: 'unit', ...options });
      return (value: number) => format.format(value);
    };
    return {
      ms: write({ unit: 'millisecond', maximumFractionDigits: 1 }),
      minutes: write({ unit: 'minute', maximumFractionDigits: 1 }),
      /** Of which a fraction says nothing. */
      share: write({ unit: 'percent', maximumFractionDigits: 1, roundingMode: 'trunc' }),
      percent: write({ unit: 'percent', maximumFractionDigits: 3, roundingMode: 'trunc' }),
    };
  }, [locale]);
}
