import { Card } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { useCan } from '../auth/use-can';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { PLAN_FIELDS, PlanInputs } from './plan.inputs';

export function PlanCreate() {
  return (
    <RecordCreate>
      <PlanInputs isNew />
    </RecordCreate>
  );
}

export function PlanPage() {
  const mayUpdate = useCan('update', 'plans');
  const translate = useTranslate();
  return (
    <RecordPage<Schemas['Plan']>
      resource="plans"
      nameOf={({ name }) => name}
      header={({ instanceCount }) => (
        <RecordDelete
          resource="plans"
          hindrance={instanceCount > 0 ? translate('amiral.in_use', { smart_count: instanceCount }) : null}
        />
      )}
    >
      {(record) => (
        <Card key={record.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm resource="plans" record={record} fields={PLAN_FIELDS} disabled={!mayUpdate}>
            <PlanInputs />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
