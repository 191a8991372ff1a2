const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function inWords(bytes: number, locale: string, per: '' | '-per-second'): string {
  const size = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = `${UNITS[size] ?? 'byte'}${per}`;
  const shown = { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 } as const;
  return new Intl.NumberFormat(locale, shown).format(bytes / 1_000 ** size);
}

/** So many bytes as people write them: "12.3 MB". */
export const bytesText = (bytes: number, locale: string): string => inWords(bytes, locale, '');

/** So many bytes a second: "12.3 MB/s". */
export const rateText = (bytes: number, locale: string): string => inWords(bytes, locale, '-per-second');
