import Delete from '@mui/icons-material/Delete';
import { Button, Stack, Typography } from '@mui/material';
import { DeleteWithConfirmButton, useTranslate } from 'react-admin';
import { useCan } from '../auth/use-can';

interface Props {
  resource: string;
  /** What stands in the way, as a sentence; null when nothing does. */
  hindrance: string | null;
}

/** Deletes the record of the page, after a question; who may but cannot now is told why. */
export function RecordDelete({ resource, hindrance }: Props) {
  const translate = useTranslate();
  const mayDelete = useCan('delete', resource);
  if (!mayDelete) return null;
  if (hindrance === null) return <DeleteWithConfirmButton mutationMode="pessimistic" />;
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Button disabled size="small" startIcon={<Delete />}>
        {translate('ra.action.delete')}
      </Button>
      <Typography variant="body2" color="text.secondary">
        {hindrance}
      </Typography>
    </Stack>
  );
}
