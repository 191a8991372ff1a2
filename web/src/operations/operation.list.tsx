import { DataTable, DateTimeInput, List, TopToolbar, useTranslate } from 'react-admin';
import type { OperationSummary } from '../api/client';
import { OPERATION_KINDS, OPERATION_STATES } from '../api/enums';
import { useCan } from '../auth/use-can';
import { choicesOf } from '../common/choices';
import { Duration } from '../common/duration';
import { FilterBar } from '../common/filter.bar';
import { isoOf } from '../common/iso-of';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { SelectArrayInput } from '../common/select-array.input';
import { useLive } from '../common/use-live';
import { OperationBadge } from './operation.badge';
import { OperationProgress } from './operation.progress';
import { PauseButton } from './pause.button';

const Col = DataTable.Col<OperationSummary>;
const kinds = choicesOf(OPERATION_KINDS, 'amiral.operation.kind');
const states = choicesOf(OPERATION_STATES, 'amiral.operation.state');
const subjects = choicesOf(['instance', 'server', 'template'], 'amiral.subject');

function OperationFilters() {
  return (
    <FilterBar>
      <SelectArrayInput source="state" choices={states} helperText={false} />
      <SelectArrayInput source="kind" choices={kinds} helperText={false} />
      <SelectArrayInput source="subjectType" choices={subjects} helperText={false} />
      <DateTimeInput source="from" parse={isoOf} helperText={false} />
      <DateTimeInput source="to" parse={isoOf} helperText={false} />
    </FilterBar>
  );
}

function OperationActions() {
  const mayPause = useCan('pause', 'operation-pauses');
  return <TopToolbar>{mayPause && <PauseButton />}</TopToolbar>;
}

/** How it stands: while it runs, how far it is as well. */
function Standing({ operation: { state, progress } }: { operation: OperationSummary }) {
  return (
    <>
      <OperationBadge state={state} />
      {state === 'running' && <OperationProgress progress={progress} />}
    </>
  );
}

/** Durable work: what was asked for, by whom, and how it stands. */
export function OperationList() {
  useLive('operations');
  const translate = useTranslate();
  return (
    <List
      sort={{ field: 'createdAt', order: 'DESC' }}
      perPage={50}
      exporter={false}
      empty={false}
      actions={<OperationActions />}
    >
      <OperationFilters />
      <Scroll>
        <DataTable<OperationSummary>
          rowClick={(id) => `/operations/${String(id)}`}
          bulkActionButtons={false}
          size="small"
        >
          <Col source="state" disableSort render={(operation) => <Standing operation={operation} />} />
          <Col source="kind" disableSort render={({ kind }) => translate(`amiral.operation.kind.${kind}`)} />
          <Col source="subjectName" disableSort cellSx={() => ({ fontWeight: 600 })} />
          <Col source="requestedByName" disableSort />
          <Col source="createdAt" sortByOrder="DESC" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
          <Col source="startedAt" disableSort render={({ startedAt }) => <RelativeTime at={startedAt} />} />
          <Col
            source="duration"
            disableSort
            render={({ startedAt, endedAt }) => (startedAt ? <Duration from={startedAt} to={endedAt} /> : '–')}
          />
        </DataTable>
      </Scroll>
    </List>
  );
}
