import { Button, Card, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm, DeleteWithConfirmButton, ReferenceField, TextField, useNotify, useTranslate } from 'react-admin';
import { api, type Instance } from '../api/client';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use.can';
import { RecordForm } from '../common/record.form';
import { RecordPage } from '../common/record.page';
import { InstanceBadge } from './instance.badge';
import { INSTANCE_FIELDS, InstanceInputs } from './instance.inputs';

/** Ends an instance: its slot is free again, its database stays. */
function Terminate({ instance }: { instance: Instance }) {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const terminate = async () => {
    setOpen(false);
    try {
      await api.POST('/api/v1/instances/{id}/terminate', { params: { path: { id: instance.id } }, body: {} });
      notify('amiral.done.terminate', { type: 'success', messageArgs: { name: instance.name } });
    } catch (error) {
      notify(messageOf(error), { type: 'error' });
    }
    await client.invalidateQueries();
  };
  return (
    <>
      <Button size="small" variant="outlined" color="error" onClick={() => setOpen(true)}>
        {translate('amiral.action.terminate')}
      </Button>
      <Confirm
        isOpen={open}
        title={translate('amiral.ask.terminate.title', { name: instance.name })}
        content={translate('amiral.ask.terminate.text')}
        onConfirm={() => void terminate()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

function Header({ instance }: { instance: Instance }) {
  const mayDelete = useCan('delete', 'instances') && instance.state === 'terminated';
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
      <InstanceBadge state={instance.state} />
      <Typography color="text.secondary">{instance.databaseName}</Typography>
      <ReferenceField source="serverId" reference="servers" link="edit">
        <TextField source="name" />
      </ReferenceField>
      {instance.actions.includes('terminate') && <Terminate instance={instance} />}
      {mayDelete && <DeleteWithConfirmButton mutationMode="pessimistic" />}
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
          <RecordForm resource="instances" record={instance} fields={INSTANCE_FIELDS} disabled={!mayUpdate}>
            <InstanceInputs />
          </RecordForm>
        </Card>
      )}
    </RecordPage>
  );
}
