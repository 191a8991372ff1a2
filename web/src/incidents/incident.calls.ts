import { api, dataOf, type Schemas } from '../api/client';

type Answer = Promise<Schemas['Incident']>;

/** Whoever does takes care of it: nobody else is called. */
export function acknowledge(id: string, body: Schemas['Acknowledgement']): Answer {
  return dataOf(api.POST('/api/v1/incidents/{id}/acknowledge', { params: { path: { id } }, body }));
}

/** Hands it back. */
export function unacknowledge(id: string): Answer {
  return dataOf(api.POST('/api/v1/incidents/{id}/unacknowledge', { params: { path: { id } }, body: {} }));
}
