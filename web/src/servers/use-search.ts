import { useListContext } from 'react-admin';
import type { Server } from '../api/client';
import { type Filter, groupOf } from './server.search';

/** What the list around it searches for, and how to change that; all of it stands in the address of the page. */
export function useSearch() {
  const context = useListContext<Server>();
  const filter = context.filterValues as Filter;
  const by = groupOf(filter);
  const replace = (next: Filter) => context.setFilters(next, undefined, false);
  return {
    filter,
    by,
    /** What the address wants the list grouped by, when that is nothing it can be grouped by. */
    unknownGroup: filter['groupBy'] && !by ? `groupBy: ${JSON.stringify(filter['groupBy'])}` : null,
    sort: context.sort,
    replace,
    change: (part: Filter) => replace({ ...filter, ...part }),
  };
}
