import { api, dataOf, type Schemas } from '../api/client';

export type Leftover = Schemas['Leftovers']['items'][number];

export const readLeftovers = (): Promise<Schemas['Leftovers']> => dataOf(api.GET('/api/v1/copies'));

/** Leaves one to people, for good. */
export function keep(id: string, confirm: string): Promise<unknown> {
  return dataOf(api.POST('/api/v1/copies/{id}/keep', { params: { path: { id } }, body: { confirm } }));
}
