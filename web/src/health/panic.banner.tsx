import { Alert, Button } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Confirm, useNotify, useTranslate } from 'react-admin';
import { api, dataOf } from '../api/client';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use.can';
import { RelativeTime } from '../common/relative.time';
import { useLive } from '../common/use.live';

/** An administrator says that the outage is real: the fleet is then judged as it looks. */
function ConfirmButton() {
  const translate = useTranslate();
  const notify = useNotify();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const confirm = async () => {
    setOpen(false);
    try {
      await api.POST('/api/v1/health/panic/confirm', { body: {} });
      notify('amiral.panic.confirmed', { type: 'success' });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    await client.invalidateQueries();
  };
  return (
    <>
      <Button color="inherit" size="small" variant="outlined" onClick={() => setOpen(true)}>
        {translate('amiral.panic.confirm')}
      </Button>
      <Confirm
        isOpen={open}
        title={translate('amiral.panic.sure')}
        content={translate('amiral.panic.consequence')}
        onConfirm={() => void confirm()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

/** Says that the monitor suspects itself and takes nothing offline: since when, over how many servers, why. */
export function PanicBanner() {
  useLive('panic');
  const translate = useTranslate();
  const mayConfirm = useCan('confirm', 'panic');
  const { data } = useQuery({ queryKey: ['panic'], queryFn: () => dataOf(api.GET('/api/v1/health/panic')) });
  if (!data?.frozen) return null;
  const { since, failing, counted, reason } = data;
  return (
    <Alert severity="error" sx={{ borderRadius: 0 }} action={mayConfirm && <ConfirmButton />}>
      <strong>{translate('amiral.panic.title')}</strong> <RelativeTime at={since} />
      {': '}
      {translate(`amiral.panic.${reason ?? 'many-failing'}`, { failing, counted })}
    </Alert>
  );
}
