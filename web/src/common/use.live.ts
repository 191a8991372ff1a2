import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const EVERY_MS = 15_000;

/** Reads again what is shown of these kinds of records, as long as somebody can see it. The one place an event stream would feed. */
export function useLive(...resources: string[]): void {
  const client = useQueryClient();
  const names = resources.join(' ');
  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState !== 'visible') return;
      for (const name of names.split(' ')) void client.invalidateQueries({ queryKey: [name], refetchType: 'active' });
    };
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [client, names]);
}
