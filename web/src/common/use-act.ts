import { type QueryFilters, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useRefusal } from './use-refusal';

interface Afterwards {
  /** Key of what is said once it is done, and whose name stands in it. */
  done?: string | undefined;
  name?: string | undefined;
  /** What is read again, whether it was done or refused. */
  reread?: QueryFilters | undefined;
}

/** Does something, says how that went, and reads again what shows it. */
export function useAct() {
  const notify = useNotify();
  const refuse = useRefusal();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>, { done, name, reread }: Afterwards) => {
    setBusy(true);
    try {
      await work();
      if (done) notify(done, { type: 'success', messageArgs: { name } });
    } catch (error) {
      refuse(error);
    }
    setBusy(false);
    if (reread) await client.invalidateQueries(reread);
  };
  return { act, busy };
}
