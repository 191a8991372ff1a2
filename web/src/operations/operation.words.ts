import { useLocaleState, useTranslate } from 'react-admin';
import type { OperationSummary } from '../api/client';

interface Words {
  /** Why it is so, in the language that is spoken where the catalogue has words for it. */
  reason: string;
  /** What was seen besides, in the server's own words; null when that says nothing more. */
  seen: string | null;
}

/** What an operation says of its error. */
export function useErrorWords(error: OperationSummary['error']): Words | null {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  if (error === null) return null;
  const { code, detail } = error;
  const known = translate(`amiral.operation.failure.${code}`, { _: '' });
  if (known === '') return { reason: detail, seen: null };
  // The server's sentence begins with ours where the language is its own.
  const besides = locale === 'en' && detail.startsWith(known) ? detail.slice(known.length).trim() : detail;
  return { reason: known, seen: besides === '' ? null : besides };
}
