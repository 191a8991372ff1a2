import { useNotify } from 'react-admin';
import { messageOf } from '../api/problem';

/** Says in words why a new record was refused: what is wrong inside of a list or a map has no input of its own. */
export function useRefusal(): (error: Error) => void {
  const notify = useNotify();
  return (error) => notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
}
