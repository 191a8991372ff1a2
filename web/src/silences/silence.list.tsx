import CheckCircle from '@mui/icons-material/CheckCircle';
import HourglassTop from '@mui/icons-material/HourglassTop';
import VolumeOff from '@mui/icons-material/VolumeOff';
import type { ReactElement } from 'react';
import { DataTable, List, useTranslate } from 'react-admin';
import type { Silence } from '../api/client';
import { AskedButton } from '../common/asked.button';
import { Badge, type Tone } from '../common/badge';
import { choicesOf } from '../common/choices';
import { FilterBar } from '../common/filter.bar';
import { Matcher } from '../common/matcher';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { SelectArrayInput } from '../common/select-array.input';
import { useLive } from '../common/use-live';
import { expire } from './silence.calls';

const Col = DataTable.Col<Silence>;
const LOOKS: Record<Silence['state'], readonly [Tone, ReactElement]> = {
  active: ['notice', <VolumeOff key="active" />],
  planned: ['info', <HourglassTop key="planned" />],
  over: ['quiet', <CheckCircle key="over" />],
};
const states = choicesOf(Object.keys(LOOKS), 'amiral.silence.state');

function StateBadge({ state }: Pick<Silence, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = LOOKS[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.silence.state.${state}`)} />;
}

/** Ends it now, after a question: people are called again. */
function Expire({ id }: Pick<Silence, 'id'>) {
  return (
    <AskedButton
      label="amiral.action.expire"
      title="amiral.silence.sure"
      consequence="amiral.silence.consequence"
      run={() => expire(id)}
      done="amiral.silence.expired"
      reread={{ queryKey: ['silences'] }}
      sx={{ ml: 1 }}
    />
  );
}

export function SilenceList() {
  useLive('silences');
  return (
    <List sort={{ field: 'createdAt', order: 'DESC' }} perPage={50} exporter={false}>
      <FilterBar>
        <SelectArrayInput source="state" choices={states} helperText={false} />
      </FilterBar>
      <Scroll>
        <DataTable<Silence> rowClick={false} bulkActionButtons={false} size="small">
          <Col source="reason" disableSort cellSx={() => ({ fontWeight: 600, overflowWrap: 'anywhere' })} />
          <Col source="about" disableSort render={(silence) => <Matcher {...silence} />} />
          <Col
            source="state"
            disableSort
            cellSx={() => ({ whiteSpace: 'nowrap' })}
            render={({ id, state, actions }) => (
              <>
                <StateBadge state={state} />
                {actions.includes('expire') && <Expire id={id} />}
              </>
            )}
          />
          <Col source="startsAt" render={({ startsAt }) => <RelativeTime at={startsAt} />} />
          <Col source="endsAt" render={({ endsAt }) => <RelativeTime at={endsAt} />} />
          <Col source="author" disableSort render={({ author }) => author.name} />
        </DataTable>
      </Scroll>
    </List>
  );
}
