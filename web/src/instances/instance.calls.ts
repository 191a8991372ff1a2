import { api, dataOf, type Instance, type Schemas } from '../api/client';

/** Ends an instance: at once where its database stays, else by an operation. */
export function terminate(id: string, body: Schemas['Termination']): Promise<unknown> {
  return dataOf(api.POST('/api/v1/instances/{id}/terminate', { params: { path: { id } }, body }));
}

/** Records a database that is already on a server. */
export function adopt(body: Schemas['Adoption']): Promise<Instance> {
  return dataOf(api.POST('/api/v1/instances/adopt', { body }));
}
