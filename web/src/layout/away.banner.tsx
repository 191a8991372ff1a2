import { Alert, Collapse } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslate } from 'react-admin';
import { isReady, noteAway, useAway } from '../api/connectivity';

const ASK_EVERY_MS = 3_000;

/** Says that the server is away, asks until it is back, and then reads again what is shown. */
export function AwayBanner() {
  const translate = useTranslate();
  const away = useAway();
  const client = useQueryClient();
  useEffect(() => {
    if (!away) return undefined;
    const ask = async () => {
      if (!(await isReady())) return;
      noteAway(false);
      await client.invalidateQueries();
    };
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [away, client]);
  return (
    <Collapse in={away} unmountOnExit>
      <Alert severity="warning" role="status" sx={{ borderRadius: 0 }}>
        {translate('amiral.away.banner')}
      </Alert>
    </Collapse>
  );
}
