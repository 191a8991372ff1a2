import { api, dataOf, type Silence } from '../api/client';

/** Ends a silence now: what still fires is told. */
export function expire(id: string): Promise<Silence> {
  return dataOf(api.POST('/api/v1/silences/{id}/expire', { params: { path: { id } }, body: {} }));
}
