import { Alert, Box, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { fieldErrorsOf, messageOf, rejectedIn } from '../api/problem';
import { Rejected } from '../common/rejected';
import { RecordCreate } from '../common/record.create';
import { InstanceInputs, PlaceInputs } from './instance.inputs';

/** Without a server of its own choice, the best one takes it; when there is none, the form says why. */
export function InstanceCreate() {
  const translate = useTranslate();
  const notify = useNotify();
  const [rejected, setRejected] = useState<Readonly<Record<string, number>> | null>(null);
  const onError = (error: Error) => {
    setRejected(rejectedIn(error) ?? null);
    const isAtItsField = Object.keys(fieldErrorsOf(error) ?? {}).length > 0;
    if (!rejectedIn(error) && !isAtItsField) notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
  };
  return (
    <RecordCreate onError={onError}>
      <PlaceInputs />
      <InstanceInputs />
      {rejected && (
        <Alert severity="warning" sx={{ mt: 1, width: '100%', maxWidth: 820 }}>
          <Typography sx={{ mb: 1 }}>{translate('amiral.rejected.none')}</Typography>
          <Box sx={{ maxWidth: 480 }}>
            <Rejected rejected={rejected} />
          </Box>
        </Alert>
      )}
    </RecordCreate>
  );
}
