import { Card, Link, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import type { Operation } from '../api/client';
import { bytesText } from '../common/bytes';
import { linesOf, OperationLines } from './operation.lines';

const ADDRESS = /^https?:\/\/\S+$/;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function textOf(field: string, value: unknown, locale: string): string {
  if (typeof value === 'number') {
    return /bytes$/i.test(field) ? bytesText(value, locale) : value.toLocaleString(locale);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return MOMENT.test(value) ? new Date(value).toLocaleString(locale) : value;
}

function Fact({ field, value }: { field: string; value: unknown }) {
  const [locale] = useLocaleState();
  const text = textOf(field, value, locale);
  if (!ADDRESS.test(text)) return <bdi>{text}</bdi>;
  return (
    <Link href={text} target="_blank" rel="noreferrer">
      {text}
    </Link>
  );
}

/** What came of it, a fact a line; ids are nobody's to read. */
export function OperationResult({ result }: Pick<Operation, 'result'>) {
  const translate = useTranslate();
  const lines = linesOf(result);
  if (lines) return <OperationLines lines={lines} />;
  const facts = Object.entries(result ?? {}).filter(([field, value]) => value !== null && !field.endsWith('Id'));
  if (facts.length === 0) return null;
  return (
    <Card variant="outlined" sx={{ p: 2, overflowWrap: 'anywhere' }}>
      <Typography variant="h6" component="h3" sx={{ mb: 1 }}>
        {translate('amiral.operation.outcome.result')}
      </Typography>
      {facts.map(([field, value]) => (
        <Typography key={field}>
          {translate(`amiral.operation.fact.${field}`, { _: field })}: <Fact field={field} value={value} />
        </Typography>
      ))}
    </Card>
  );
}
