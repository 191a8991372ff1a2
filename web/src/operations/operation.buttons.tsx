import { Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Operation } from '../api/client';
import { AskedButton } from '../common/asked.button';
import { useAct } from '../common/use-act';
import { cancel, retry } from './operation.calls';
import { OperationReveal } from './operation.reveal';

const SHOWN = { queryKey: ['operations'] };

function Cancel({ id }: Pick<Operation, 'id'>) {
  return (
    <AskedButton
      label="amiral.operation.cancel.button"
      title="amiral.operation.cancel.title"
      consequence="amiral.operation.cancel.text"
      confirm="amiral.operation.cancel.button"
      dismiss="amiral.operation.cancel.back"
      run={() => cancel(id)}
      done="amiral.operation.done.cancel"
      reread={SHOWN}
    />
  );
}

function Retry({ id }: Pick<Operation, 'id'>) {
  const translate = useTranslate();
  const { act, busy } = useAct();
  const run = () => act(() => retry(id), { done: 'amiral.operation.done.retry', reread: SHOWN });
  return (
    <Button size="small" variant="contained" loading={busy} onClick={() => void run()}>
      {translate('amiral.action.retry')}
    </Button>
  );
}

/** What may be done with it now, but for the two answers an operator gives. */
export function OperationButtons({ operation }: { operation: Operation }) {
  const { id, actions } = operation;
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', '&:empty': { display: 'none' } }}>
      <OperationReveal operation={operation} />
      {actions.includes('retry') && <Retry id={id} />}
      {actions.includes('cancel') && <Cancel id={id} />}
    </Stack>
  );
}
