import { Card } from '@mui/material';
import { useGetIdentity, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { useCan } from '../auth/use-can';
import { RecordCreate } from '../common/record.create';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { USER_FIELDS, UserInputs } from './user.inputs';

export function UserCreate() {
  return (
    <RecordCreate>
      <UserInputs isNew />
    </RecordCreate>
  );
}

export function UserPage() {
  const mayUpdate = useCan('update', 'users');
  const translate = useTranslate();
  const { identity } = useGetIdentity();
  return (
    <RecordPage<Schemas['User']>
      resource="users"
      nameOf={({ name }) => name}
      header={({ id }) => (
        <RecordDelete resource="users" hindrance={id === identity?.id ? translate('amiral.own_account') : null} />
      )}
    >
      {(record) => (
        <Card key={record.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm resource="users" record={record} fields={USER_FIELDS} disabled={!mayUpdate}>
            <UserInputs />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
