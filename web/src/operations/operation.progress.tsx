import { Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { OperationSummary } from '../api/client';

/** How far it is, in percent and as a bar. */
export function OperationProgress({ progress }: Pick<OperationSummary, 'progress'>) {
  const translate = useTranslate();
  return (
    <Box sx={{ minWidth: 92, flex: 1 }}>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', lineHeight: 1.3 }}>
        {progress} %
      </Typography>
      <LinearProgress
        variant="determinate"
        value={progress}
        aria-label={translate('amiral.operation.percent', { progress })}
        sx={{ height: 5, borderRadius: 3 }}
      />
    </Box>
  );
}
