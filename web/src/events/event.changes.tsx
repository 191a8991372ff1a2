import { Box } from '@mui/material';
import { useGetOne, useLocaleState, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { PAGES, REFERENCES } from './event.words';

type Event = Schemas['Event'];

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A record by its name; by its id when it is gone. */
function Named({ id, resource }: { id: string; resource: string }) {
  const { data } = useGetOne<{ id: string; name: string }>(resource, { id }, { retry: false });
  return <bdi>{data?.name ?? id}</bdi>;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

/** A value as people read it; references are names. */
function Value({ field, value }: { field: string; value: unknown }) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  const resource = REFERENCES[field];
  if (isEmpty(value)) return <>–</>;
  if (typeof value === 'boolean') return <>{translate(value ? 'ra.boolean.true' : 'ra.boolean.false')}</>;
  if (typeof value !== 'string') return <bdi>{JSON.stringify(value)}</bdi>;
  if (resource) return <Named id={value} resource={resource} />;
  return <bdi>{MOMENT.test(value) ? new Date(value).toLocaleString(locale) : value}</bdi>;
}

/** Each field by its name, as it was and as it is; what is new has no before. */
export function Changes({ subjectType, changes }: Pick<Event, 'subjectType' | 'changes'>) {
  const translate = useTranslate();
  const nameOf = (field: string) => translate(`resources.${PAGES[subjectType] ?? ''}.fields.${field}`, { _: field });
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxWidth: 460, overflowWrap: 'anywhere' }}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {nameOf(field)}:{' '}
          {!isEmpty(before) && (
            <>
              <Value field={field} value={before} />
              {' → '}
            </>
          )}
          <strong>
            <Value field={field} value={after} />
          </strong>
        </li>
      ))}
    </Box>
  );
}
