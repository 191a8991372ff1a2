import { FilterLiveForm, List, TextInput } from 'react-admin';
import { Box } from '@mui/material';
import { useLive } from '../common/use.live';
import { EventTable } from './event.table';

function EventFilters() {
  return (
    <Box sx={{ px: 1.5, display: 'flex', gap: 1, flexWrap: 'wrap' }}>
      <FilterLiveForm>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <TextInput source="q" label="ra.action.search" type="search" helperText={false} resettable />
          <TextInput source="action" helperText={false} resettable />
          <TextInput source="subjectType" helperText={false} resettable />
        </Box>
      </FilterLiveForm>
    </Box>
  );
}

/** The whole journal, newest first. */
export function EventList() {
  useLive('events');
  return (
    <List actions={false} exporter={false} sort={{ field: 'at', order: 'DESC' }} perPage={50}>
      <EventFilters />
      <EventTable withSubject />
    </List>
  );
}
