import Send from '@mui/icons-material/Send';
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Channel, Schemas } from '../api/client';
import { useAct } from '../common/use-act';
import { Attempts } from './delivery.attempts';
import { test } from './channel.calls';

type Result = Schemas['ChannelTest'];

function ResultView({ result: { ok, attempts } }: { result: Result }) {
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
export function TestButton({ channel }: { channel: Channel }) {
  const translate = useTranslate();
  const { act, busy } = useAct();
  const [result, setResult] = useState<Result | null>(null);
  const send = () => act(async () => setResult(await test(channel.id)), { reread: { queryKey: ['deliveries'] } });
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
        open={result !== null}
        onClose={() => setResult(null)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="test-title"
      >
        <DialogTitle id="test-title">{translate('amiral.channel.sample.title', { name: channel.name })}</DialogTitle>
        <DialogContent>{result && <ResultView result={result} />}</DialogContent>
        <DialogActions>
          <Button onClick={() => setResult(null)}>{translate('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
