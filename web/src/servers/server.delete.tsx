import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { RecordDelete } from '../common/record.delete';

/** Only a server without customers can be deleted. */
export function ServerDelete({ server: { instanceCount } }: { server: Server }) {
  const translate = useTranslate();
  const hindrance = instanceCount > 0 ? translate('amiral.hosting', { smart_count: instanceCount }) : null;
  return (
    <Box sx={{ mt: 2 }}>
      <RecordDelete resource="servers" hindrance={hindrance} />
    </Box>
  );
}
