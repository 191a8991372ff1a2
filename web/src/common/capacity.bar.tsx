import { Box, LinearProgress, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';

interface Props {
  used: number;
  total: number;
}

function colourOf(share: number) {
  if (share >= 100) return 'error';
  return share >= 80 ? 'warning' : 'primary';
}

/** How many of the slots are taken, in numbers and as a bar. */
export function CapacityBar({ used, total }: Props) {
  const translate = useTranslate();
  const share = total > 0 ? Math.min(100, (used / total) * 100) : 100;
  return (
    <Box sx={{ minWidth: 92 }}>
      <Typography
        variant="body2"
        sx={{ fontVariantNumeric: 'tabular-nums', lineHeight: 1.3 }}
      >{`${String(used)} / ${String(total)}`}</Typography>
      <LinearProgress
        variant="determinate"
        value={share}
        color={colourOf(share)}
        aria-label={translate('amiral.capacity.used', { used, total })}
        sx={{ height: 5, borderRadius: 3 }}
      />
    </Box>
  );
}
