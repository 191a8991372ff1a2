import { Button, Card, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form, ResourceContextProvider, Title, useNotify, useTranslate } from 'react-admin';
import type { FieldValues } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import type { Schemas } from '../api/client';
import { fieldErrorsOf, messageOf } from '../api/problem';
import { filled } from '../common/filled';
import { InputGrid } from '../common/input-grid';
import { ReferenceChoice } from '../common/reference-choice';
import { adopt } from './instance.calls';
import { InstanceInputs } from './instance.inputs';

/** Sends an adoption and opens what came of it; gives the wrong fields when it is refused. */
function useAdopt() {
  const notify = useNotify();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const run = async (values: FieldValues) => {
    setBusy(true);
    try {
      const { id, name } = await adopt(filled(values) as Schemas['Adoption']);
      notify('amiral.done.adopt', { type: 'success', messageArgs: { name } });
      await client.invalidateQueries({ queryKey: ['instances'] });
      await navigate(`/instances/${id}`);
      return undefined;
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
      return fieldErrorsOf(error);
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}

/** Records a customer's database that is already on a server. */
export function InstanceAdopt() {
  const translate = useTranslate();
  const { run, busy } = useAdopt();
  return (
    <ResourceContextProvider value="instances">
      <Title title={translate('amiral.adopt.title')} />
      <Stack spacing={1.5} sx={{ py: 2 }}>
        <Typography variant="h5" component="h2">
          {translate('amiral.adopt.title')}
        </Typography>
        <Typography color="text.secondary">{translate('amiral.adopt.text')}</Typography>
        <Card variant="outlined" sx={{ p: 2 }}>
          <Form onSubmit={run} disableInvalidFormNotification>
            <InputGrid>
              <ReferenceChoice source="serverId" reference="servers" required />
            </InputGrid>
            <InstanceInputs adopted />
            <Button type="submit" variant="contained" loading={busy} sx={{ mt: 1.5 }}>
              {translate('amiral.action.adopt')}
            </Button>
          </Form>
        </Card>
      </Stack>
    </ResourceContextProvider>
  );
}
