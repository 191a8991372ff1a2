import { Card, Stack, Typography } from '@mui/material';
import { ReferenceField, TextField, useTranslate } from 'react-admin';
import type { Instance } from '../api/client';
import { useCan } from '../auth/use-can';
import { RecordDelete } from '../common/record.delete';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { RelativeTime } from '../common/relative-time';
import { InstanceBadge } from './instance.badge';
import { INSTANCE_FIELDS, InstanceInputs } from './instance.inputs';
import { Terminate } from './instance.terminate';

type Moment = 'createdAt' | 'activatedAt' | 'expiresAt';

function When({ of, at }: { of: Moment; at: string | null }) {
  const translate = useTranslate();
  return (
    at !== null && (
      <Typography color="text.secondary" variant="body2">
        {translate(`resources.instances.fields.${of}`)}: <RelativeTime at={at} />
      </Typography>
    )
  );
}

function Header({ instance }: { instance: Instance }) {
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
      <InstanceBadge state={instance.state} />
      <Typography color="text.secondary">{instance.databaseName}</Typography>
      <ReferenceField source="serverId" reference="servers" link="edit">
        <TextField source="name" />
      </ReferenceField>
      {(['createdAt', 'activatedAt', 'expiresAt'] as const).map((of) => (
        <When key={of} of={of} at={instance[of]} />
      ))}
      {instance.actions.includes('terminate') && <Terminate instance={instance} />}
      {instance.state === 'terminated' && <RecordDelete resource="instances" hindrance={null} />}
    </Stack>
  );
}

export function InstancePage() {
  const mayUpdate = useCan('update', 'instances');
  return (
    <RecordPage<Instance>
      resource="instances"
      nameOf={({ name }) => name}
      header={(instance) => <Header instance={instance} />}
    >
      {(instance) => (
        <Card key={instance.id} variant="outlined" sx={{ p: 2 }}>
          <RecordForm
            resource="instances"
            record={instance}
            fields={INSTANCE_FIELDS}
            disabled={!mayUpdate || instance.state === 'terminated'}
          >
            <InstanceInputs instance={instance} />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
