import { Button } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Incident } from '../api/client';
import { AskedButton } from '../common/asked.button';
import { useAct } from '../common/use-act';
import { acknowledge, unacknowledge } from './incident.calls';

const SHOWN = { queryKey: ['incidents'] };

/** Asks for a note, then tells everybody who takes care of it. */
function Acknowledge({ id }: Pick<Incident, 'id'>) {
  return (
    <AskedButton
      label="amiral.action.acknowledge"
      title="amiral.ask.acknowledge.title"
      consequence="amiral.ask.acknowledge.text"
      confirm="amiral.action.acknowledge"
      fields={['note']}
      run={(answer) => acknowledge(id, answer)}
      done="amiral.incident.acknowledged"
      reread={SHOWN}
      variant="contained"
    />
  );
}

function Unacknowledge({ id }: Pick<Incident, 'id'>) {
  const translate = useTranslate();
  const { act } = useAct();
  const run = () => act(() => unacknowledge(id), { done: 'amiral.incident.unacknowledged', reread: SHOWN });
  return (
    <Button size="small" variant="outlined" onClick={() => void run()}>
      {translate('amiral.action.unacknowledge')}
    </Button>
  );
}

/** Takes care of it, or hands it back: whichever can be done now. */
export function AcknowledgeActions({ id, actions }: Pick<Incident, 'id' | 'actions'>) {
  return (
    <>
      {actions.includes('acknowledge') && <Acknowledge id={id} />}
      {actions.includes('unacknowledge') && <Unacknowledge id={id} />}
    </>
  );
}
