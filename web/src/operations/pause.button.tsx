import PauseCircle from '@mui/icons-material/PauseCircle';
import { AskedButton } from '../common/asked.button';
import { pause } from './pause.calls';

/** The stop switch: on one server where it is given, else everywhere. */
export function PauseButton({ server }: { server?: { id: string; name: string } }) {
  const kind = server ? '_on' : '';
  return (
    <AskedButton
      label="amiral.operation.pause.button"
      title={`amiral.operation.pause.title${kind}`}
      consequence={`amiral.operation.pause.text${kind}`}
      confirm="amiral.operation.pause.button"
      fields={['reason']}
      required={['reason']}
      {...(server && { name: server.name })}
      run={({ reason = '' }) => pause({ reason, ...(server && { serverId: server.id }) })}
      done="amiral.operation.pause.paused"
      reread={{ queryKey: ['operation-pauses'] }}
      startIcon={<PauseCircle />}
    />
  );
}
