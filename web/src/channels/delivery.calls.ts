import { api, dataOf, type Delivery } from '../api/client';

/** Tries a failed delivery once more, at once. */
export function retry(id: string): Promise<Delivery> {
  return dataOf(api.POST('/api/v1/deliveries/{id}/retry', { params: { path: { id } } }));
}
