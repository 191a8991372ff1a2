import Delete from '@mui/icons-material/Delete';
import { Button, Stack, Typography } from '@mui/material';
import { DeleteWithConfirmButton, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { useCan } from '../auth/use.can';

/** Deleting is for administrators, and for servers without customers; the others are told what stands in the way. */
export function ServerDelete({ server }: { server: Server }) {
  const translate = useTranslate();
  const mayDelete = useCan('delete', 'servers');
  if (!mayDelete) return null;
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, mt: 2, alignItems: 'center', flexWrap: 'wrap' }}>
      {server.instanceCount === 0 ? (
        <DeleteWithConfirmButton mutationMode="pessimistic" />
      ) : (
        <>
          <Button disabled size="small" startIcon={<Delete />}>
            {translate('ra.action.delete')}
          </Button>
          <Typography variant="body2" color="text.secondary">
            {translate('amiral.hosting', { smart_count: server.instanceCount })}
          </Typography>
        </>
      )}
    </Stack>
  );
}
