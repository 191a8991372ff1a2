import CheckCircle from '@mui/icons-material/CheckCircle';
import HourglassTop from '@mui/icons-material/HourglassTop';
import VolumeOff from '@mui/icons-material/VolumeOff';
import { Button } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Confirm, DataTable, List, SelectArrayInput, useNotify, useTranslate } from 'react-admin';
import type { Silence } from '../api/client';
import { messageOf } from '../api/problem';
import { Badge, type Tone } from '../common/badge';
import { FilterBar } from '../common/filter.bar';
import { Matcher } from '../common/matcher';
import { RelativeTime } from '../common/relative.time';
import { Scroll } from '../common/scroll';
import { useLive } from '../common/use.live';
import { expire } from './silence.calls';

const Col = DataTable.Col<Silence>;
const LOOKS: Record<Silence['state'], readonly [Tone, ReactElement]> = {
  active: ['notice', <VolumeOff key="active" />],
  planned: ['info', <HourglassTop key="planned" />],
  over: ['quiet', <CheckCircle key="over" />],
};
const states = Object.keys(LOOKS).map((id) => ({ id, name: `amiral.silence.state.${id}` }));

function StateBadge({ state }: Pick<Silence, 'state'>) {
  const translate = useTranslate();
  const [tone, icon] = LOOKS[state];
  return <Badge tone={tone} icon={icon} label={translate(`amiral.silence.state.${state}`)} />;
}

/** Ends it now, after a question: people are called again. */
function Expire({ id }: Pick<Silence, 'id'>) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const run = async () => {
    setOpen(false);
    try {
      await expire(id);
      notify('amiral.silence.expired', { type: 'success' });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    await client.invalidateQueries({ queryKey: ['silences'] });
  };
  return (
    <>
      <Button size="small" variant="outlined" onClick={() => setOpen(true)} sx={{ ml: 1 }}>
        {translate('amiral.action.expire')}
      </Button>
      <Confirm
        isOpen={open}
        title={translate('amiral.silence.sure')}
        content={translate('amiral.silence.consequence')}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      />
    </>
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
