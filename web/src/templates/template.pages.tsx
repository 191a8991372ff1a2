import { Card } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { useCan } from '../auth/use-can';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { TEMPLATE_FIELDS, TemplateInputs, toPlaces } from './template.inputs';

export function TemplateCreate() {
  return (
    <RecordCreate>
      <TemplateInputs isNew />
    </RecordCreate>
  );
}

export function TemplatePage() {
  const mayUpdate = useCan('update', 'templates');
  const translate = useTranslate();
  return (
    <RecordPage<Schemas['Template']>
      resource="templates"
      nameOf={({ name }) => name}
      header={({ instanceCount }) => (
        <RecordDelete
          resource="templates"
          hindrance={instanceCount > 0 ? translate('amiral.in_use', { smart_count: instanceCount }) : null}
        />
      )}
    >
      {(record) => (
        <Card key={record.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm
            resource="templates"
            record={record}
            fields={TEMPLATE_FIELDS}
            transform={toPlaces}
            disabled={!mayUpdate}
          >
            <TemplateInputs disabled={!mayUpdate} />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
