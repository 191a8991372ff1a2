import { Link } from '@mui/material';
import { DataTable, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Schemas } from '../api/client';
import { useCan } from '../auth/use-can';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { Changes } from './event.changes';
import { PAGES } from './event.words';

type Event = Schemas['Event'];
const Col = DataTable.Col<Event>;

/** What it was done to, with the way there as long as it is there. */
function Subject({ event: { action, subjectId, subjectName, subjectType } }: { event: Event }) {
  const translate = useTranslate();
  const page = PAGES[subjectType];
  const mayRead = useCan('read', page ?? '');
  const kind = translate(`amiral.subject.${subjectType}`, { _: subjectType });
  if (!page || !subjectId || !mayRead || action === 'delete') {
    return (
      <>
        {kind} <bdi>{subjectName}</bdi>
      </>
    );
  }
  return (
    <>
      {kind}{' '}
      <Link component={RouterLink} to={`/${page}/${subjectId}`}>
        {subjectName}
      </Link>
    </>
  );
}

/** Lines of the journal as they were written. */
export function EventTable({ withSubject = false }: { withSubject?: boolean }) {
  const translate = useTranslate();
  return (
    <Scroll>
      <DataTable<Event> rowClick={false} bulkActionButtons={false} size="small">
        <Col source="at" render={({ at }) => <RelativeTime at={at} />} />
        <Col source="actor" disableSort render={({ actor }) => actor.name} />
        <Col source="action" disableSort render={({ action }) => translate(`amiral.action.${action}`, { _: action })} />
        {withSubject && <Col source="subjectName" disableSort render={(event) => <Subject event={event} />} />}
        <Col
          source="changes"
          disableSort
          render={({ subjectType, changes }) => <Changes subjectType={subjectType} changes={changes} />}
        />
      </DataTable>
    </Scroll>
  );
}
