import { Stack } from '@mui/material';
import { DataTable, List } from 'react-admin';
import type { MaintenanceWindow } from '../api/client';
import { FilterBar } from '../common/filter.bar';
import { Matcher } from '../common/matcher';
import { Scroll } from '../common/scroll';
import { useLive } from '../common/use-live';
import { Calendar } from './window.calendar';
import { useScheduleText } from './window.words';

const Col = DataTable.Col<MaintenanceWindow>;

/** When servers are worked on: the month, and the windows it comes from. */
export function WindowList() {
  useLive('maintenance-windows');
  const textOf = useScheduleText();
  return (
    <Stack spacing={1.5}>
      <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
        <FilterBar />
        <Scroll>
          <DataTable<MaintenanceWindow>
            rowClick={(id) => `/maintenance-windows/${String(id)}`}
            bulkActionButtons={false}
            size="small"
          >
            <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
            <Col
              source="schedule"
              label="resources.maintenance-windows.fields.when"
              disableSort
              render={({ schedule }) => textOf(schedule)}
            />
            <Col source="about" disableSort render={(window) => <Matcher {...window} />} />
            <Col source="author" disableSort render={({ author }) => author.name} />
          </DataTable>
        </Scroll>
      </List>
      <Calendar />
    </Stack>
  );
}
