import { Alert } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import { useLive } from '../common/use-live';
import { confirmExpiry, readExpiry } from './expiry.calls';

const SHOWN = 'expiry';
/** How many are called by name. */
const NAMED = 5;

/** Says that too many are due at once, and lets an administrator say that they are meant. */
export function ExpiryNotice() {
  const translate = useTranslate();
  useLive(SHOWN);
  const mayRead = useCan('read', SHOWN);
  const mayConfirm = useCan('confirm', SHOWN);
  const { data } = useQuery({ queryKey: [SHOWN], queryFn: readExpiry, enabled: mayRead });
  if (!data?.heldSince) return null;
  const { held, total } = data;
  const names = held.slice(0, NAMED).map(({ name }) => name);
  const more = total.held - names.length;
  if (more > 0) names.push(translate('amiral.customers.expiry.others', { smart_count: more }));
  const button = (
    <AskedButton
      label="amiral.customers.expiry.confirm"
      title="amiral.customers.expiry.title"
      consequence="amiral.customers.expiry.text"
      confirm="amiral.customers.expiry.confirm"
      run={confirmExpiry}
      done="amiral.customers.expiry.confirmed"
      reread={{ queryKey: [SHOWN] }}
      color="inherit"
      sx={{ whiteSpace: 'nowrap' }}
    />
  );
  return (
    <Alert severity="warning" role="status" sx={{ mt: 1, overflowWrap: 'anywhere' }} action={mayConfirm && button}>
      {translate('amiral.customers.expiry.held', { smart_count: total.held })} <bdi>{names.join(', ')}</bdi>
    </Alert>
  );
}
