import { Box } from '@mui/material';
import { DataTable, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { RelativeTime } from '../common/relative.time';
import { Scroll } from '../common/scroll';

type Event = Schemas['Event'];
const Col = DataTable.Col<Event>;

const shown = (value: unknown) => {
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

function Changes({ changes }: Pick<Event, 'changes'>) {
  return (
    <Box sx={{ maxWidth: 460, overflowWrap: 'anywhere' }}>
      {changes.map(({ field, before, after }) => (
        <div key={field}>{`${field}: ${shown(before)} → ${shown(after)}`}</div>
      ))}
    </Box>
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
        {withSubject && (
          <Col
            source="subjectName"
            disableSort
            render={({ subjectType, subjectName }) => `${subjectName} (${subjectType})`}
          />
        )}
        <Col source="changes" disableSort render={({ changes }) => <Changes changes={changes} />} />
      </DataTable>
    </Scroll>
  );
}
