import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../api/client';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { RelativeTime } from '../common/relative-time';
import { useLive } from '../common/use-live';

/** An administrator says that the outage is real: the fleet is then judged as it looks. */
function ConfirmButton() {
  return (
    <AskedButton
      label="amiral.panic.confirm"
      title="amiral.panic.sure"
      consequence="amiral.panic.consequence"
      run={() => api.POST('/api/v1/health/panic/confirm', { body: {} })}
      done="amiral.panic.confirmed"
      reread={{}}
      color="inherit"
    />
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
