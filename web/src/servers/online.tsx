import Wifi from '@mui/icons-material/Wifi';
import WifiOff from '@mui/icons-material/WifiOff';
import { Box } from '@mui/material';
import { useTranslate } from 'react-admin';

/** Does it answer? In a word and a sign; nothing before there is a result. */
export function Online({ is }: { is: boolean | null }) {
  const translate = useTranslate();
  if (is === null) return <span>–</span>;
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, alignItems: 'center', whiteSpace: 'nowrap' }}>
      {is ? <Wifi fontSize="inherit" /> : <WifiOff fontSize="inherit" color="error" />}
      {translate(is ? 'amiral.online' : 'amiral.offline')}
    </Box>
  );
}
