import { useGetList } from 'react-admin';
import type { Server } from '../api/client';

/** More cards than anybody looks at; the rest is a list. */
const SHOWN = 50;

export interface Column {
  servers: Server[];
  total: number;
}

function useColumn(state: Server['state']): Column {
  const { data = [], total = 0 } = useGetList<Server>('servers', {
    filter: { state: [state] },
    sort: { field: 'sequence', order: 'ASC' },
    pagination: { page: 1, perPage: SHOWN },
  });
  return { servers: data, total };
}

/** The first servers of each state, and how many there are. */
export function useColumns(): Record<Server['state'], Column> {
  return {
    draft: useColumn('draft'),
    active: useColumn('active'),
    offline: useColumn('offline'),
    maintenance: useColumn('maintenance'),
    disabled: useColumn('disabled'),
  };
}
