import type { SortPayload } from 'react-admin';
import type { Server } from '../api/client';
import { HEALTH_STATUSES, SERVER_STATES } from '../api/enums';
import { beginningWith } from '../common/choices';

export type Filter = Record<string, unknown>;

/** What a list can be grouped by, and the groups in the order they are shown. */
export const GROUPS = {
  state: beginningWith(['active', 'offline', 'maintenance'], SERVER_STATES),
  healthStatus: beginningWith(['critical', 'warning', 'unknown'], HEALTH_STATUSES),
} satisfies { [By in 'state' | 'healthStatus']: readonly Server[By][] };

export type GroupBy = keyof typeof GROUPS;
export const GROUP_BYS = Object.keys(GROUPS) as GroupBy[];

/** Where the words of a group are translated. */
export const WORDS: Record<GroupBy, string> = { state: 'amiral.state', healthStatus: 'amiral.health' };

/** `groupBy` travels with the filters, because the address and what is saved keep these; it is no filter to the API. */
export function groupOf({ groupBy }: Filter): GroupBy | null {
  return GROUP_BYS.find((by) => by === groupBy) ?? null;
}

/** The values a filter has been set to; an address may hold one without a list around it. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The filter with a word of any number turned on, or off. */
export function toggled(filter: Filter, source: string, word: string): Filter {
  const chosen = listOf(filter[source]);
  const next = chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word];
  return { ...filter, [source]: next.length > 0 ? next : undefined };
}

/** The groups that a filter leaves anything in. */
export function groupsLeft(by: GroupBy, filter: Filter): readonly string[] {
  const chosen = listOf(filter[by]);
  return chosen.length === 0 ? GROUPS[by] : GROUPS[by].filter((word) => chosen.includes(word));
}

/** What one group shows: the filters, and that it is of this group. */
export function filterOf(by: GroupBy, word: string, filter: Filter): Filter {
  return { ...filter, [by]: [word] };
}

/** How the list looks: all of it stands in its address. */
export interface Search {
  filter: Filter;
  sort: SortPayload;
}

export const PER_PAGE = 50;
export const START: Search = { filter: {}, sort: { field: 'sequence', order: 'ASC' } };

/** The address of a search. Everything is named: what is not would be taken from the last visit. */
export function addressOf({ filter, sort }: Search): string {
  const named = { filter: JSON.stringify(filter), sort: sort.field, order: sort.order };
  return `?${new URLSearchParams({ ...named, page: '1', perPage: String(PER_PAGE) }).toString()}`;
}
