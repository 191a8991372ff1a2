import { Card, Typography } from '@mui/material';
import type { MaintenanceWindow } from '../api/client';
import { useCan } from '../auth/use-can';
import { filled } from '../common/filled';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { WINDOW_FIELDS, WindowInputs } from './window.inputs';
import { windowOf } from './window.values';
import { useScheduleText } from './window.words';

const BEGINNING = { schedule: { kind: 'once' } };
const entered = (values: Record<string, unknown>) => filled(windowOf(values));

export function WindowCreate() {
  return (
    <RecordCreate transform={entered} defaultValues={BEGINNING}>
      <WindowInputs />
    </RecordCreate>
  );
}

function Header({ schedule }: Pick<MaintenanceWindow, 'schedule'>) {
  const textOf = useScheduleText();
  return (
    <>
      <Typography color="text.secondary">{textOf(schedule)}</Typography>
      <RecordDelete resource="maintenance-windows" hindrance={null} />
    </>
  );
}

export function WindowPage() {
  const mayUpdate = useCan('update', 'maintenance-windows');
  return (
    <RecordPage<MaintenanceWindow>
      resource="maintenance-windows"
      nameOf={({ name }) => name}
      header={({ schedule }) => <Header schedule={schedule} />}
    >
      {(window) => (
        <Card key={window.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm
            resource="maintenance-windows"
            record={window}
            fields={WINDOW_FIELDS}
            disabled={!mayUpdate}
            transform={windowOf}
          >
            <WindowInputs disabled={!mayUpdate} />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
