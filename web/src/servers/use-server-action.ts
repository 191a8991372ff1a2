import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useNotify } from 'react-admin';
import type { Server } from '../api/client';
import { messageOf } from '../api/problem';
import { act, type ActionBody, type PlainAction } from './server.calls';

/** Takes an action on a server, says how it went, and shows everywhere what came of it. */
export function useServerAction() {
  const client = useQueryClient();
  const notify = useNotify();
  const [busy, setBusy] = useState<PlainAction | null>(null);
  const run = useCallback(
    async (action: PlainAction, { id, name }: Pick<Server, 'id' | 'name'>, body?: ActionBody) => {
      setBusy(action);
      try {
        const { warnings = [] } = await act(action, id, body);
        notify(`amiral.done.${action}`, { type: 'success', messageArgs: { name } });
        for (const warning of warnings) notify(warning, { type: 'warning', autoHideDuration: 8_000 });
      } catch (error) {
        notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
      } finally {
        setBusy(null);
        await Promise.all(['servers', 'events'].map((name) => client.invalidateQueries({ queryKey: [name] })));
      }
    },
    [client, notify],
  );
  return { run, busy };
}
