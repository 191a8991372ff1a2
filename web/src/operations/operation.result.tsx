import { Card, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Operation } from '../api/client';
import { bytesText } from '../common/bytes';

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function textOf(field: string, value: unknown, locale: string): string {
  if (typeof value === 'number') {
    return field.endsWith('Bytes') ? bytesText(value, locale) : value.toLocaleString(locale);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return MOMENT.test(value) ? new Date(value).toLocaleString(locale) : value;
}

/** What came of it, a fact a line. */
export function OperationResult({ result }: Pick<Operation, 'result'>) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const facts = Object.entries(result ?? {}).filter(([, value]) => value !== null);
  if (facts.length === 0) return null;
  return (
    <Card variant="outlined" sx={{ p: 2, overflowWrap: 'anywhere' }}>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {translate('amiral.operation.outcome.result')}
      </Typography>
      {facts.map(([field, value]) => (
        <Typography key={field}>
          {translate(`amiral.operation.fact.${field}`, { _: field })}: <bdi>{textOf(field, value, locale)}</bdi>
        </Typography>
      ))}
    </Card>
  );
}
