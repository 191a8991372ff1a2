import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LiveConnection } from './live-connection';

const EVERY_MS = 15_000;

const connections = new WeakMap<QueryClient, LiveConnection>();

function connectionOf(client: QueryClient): LiveConnection {
  const connection = connections.get(client) ?? new LiveConnection(client);
  connections.set(client, connection);
  return connection;
}

/**
 * Keeps what is shown of these kinds of records up to date, as long as somebody can see it: by the stream of what changes, and by
 * reading again where it does not follow them or is not to be had. The one place for it.
 */
export function useLive(...resources: string[]): void {
  const client = useQueryClient();
  const names = resources.join(' ');
  useEffect(() => connectionOf(client).join(), [client]);
  useEffect(() => {
    const connection = connectionOf(client);
    const refresh = () => {
      if (document.visibilityState !== 'visible') return;
      const unfollowed = names.split(' ').filter((name) => !connection.follows(name));
      for (const name of unfollowed) void client.invalidateQueries({ queryKey: [name], refetchType: 'active' });
    };
    const timer = setInterval(refresh, EVERY_MS);
    return () => clearInterval(timer);
  }, [client, names]);
}
