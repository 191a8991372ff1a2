import { useNotify } from 'react-admin';
import { messageOf } from '../api/problem';

/** Says in words why something was refused. */
export function useRefusal(): (error: unknown) => void {
  const notify = useNotify();
  return (error) => notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
}
