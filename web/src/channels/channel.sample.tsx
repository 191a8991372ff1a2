import Send from '@mui/icons-material/Send';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Channel, Schemas } from '../api/client';
import { useAct } from '../common/use-act';
import { Attempts } from './delivery.attempts';
import { test } from './channel.calls';

type Outcome = Schemas['ChannelTest'];

function OutcomeView({ outcome: { ok, attempts } }: { outcome: Outcome }) {
  const translate = useTranslate();
  const isUnderWay = !ok && attempts.every(({ endedAt }) => endedAt === null);
  const word = ok ? 'arrived' : isUnderWay ? 'under_way' : 'refused';
  return (
    <>
      <Alert severity={ok ? 'success' : isUnderWay ? 'info' : 'error'} sx={{ mb: 1 }}>
        {translate(`amiral.channel.sample.${word}`)}
      </Alert>
      <Attempts attempts={attempts} />
    </>
  );
}

/** Sends a sample notice there, and shows what came of it. */
export function SendSample({ channel }: { channel: Channel }) {
  const translate = useTranslate();
  const { act, busy } = useAct();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const send = () => act(async () => setOutcome(await test(channel.id)), { reread: { queryKey: ['deliveries'] } });
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<Send />}
        loading={busy}
        loadingPosition="start"
        onClick={() => void send()}
      >
        {translate('amiral.action.test')}
      </Button>
      <Dialog
        open={outcome !== null}
        onClose={() => setOutcome(null)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="sample-title"
      >
        <DialogTitle id="sample-title">{translate('amiral.channel.sample.title', { name: channel.name })}</DialogTitle>
        <DialogContent>{outcome && <OutcomeView outcome={outcome} />}</DialogContent>
        <DialogActions>
          <Button onClick={() => setOutcome(null)}>{translate('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
