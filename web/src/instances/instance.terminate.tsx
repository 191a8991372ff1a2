import type { Instance } from '../api/client';
import { AskedButton } from '../common/asked.button';
import { terminate } from './instance.calls';

/** Asks before an instance is terminated, and why. */
export function Terminate({ instance: { id, name } }: { instance: Instance }) {
  return (
    <AskedButton
      label="amiral.action.terminate"
      title="amiral.ask.terminate.title"
      consequence="amiral.ask.terminate.text"
      confirm="amiral.action.terminate"
      fields={['reason']}
      name={name}
      run={(answer) => terminate(id, answer)}
      done="amiral.done.terminate"
      reread={{}}
      color="error"
    />
  );
}
