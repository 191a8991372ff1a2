import { api, dataOf, type Instance, type Operation, type Schemas } from '../api/client';

const params = (id: string) => ({ path: { id } });

/** Ends an instance: at once where its database stays, else by an operation. */
export function terminate(id: string, body: Schemas['Termination']): Promise<unknown> {
  return dataOf(api.POST('/api/v1/instances/{id}/terminate', { params: params(id), body }));
}

/** Makes its database. @returns the work that does it */
export function provision(id: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/provision', { params: params(id), body: {} }));
}

export function suspend(id: string, body: Schemas['Suspension']): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/suspend', { params: params(id), body }));
}

export function resume(id: string, body: Schemas['Resumption']): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/resume', { params: params(id), body }));
}

export function inspect(id: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/inspect', { params: params(id), body: {} }));
}

/** Drops the database of one that is terminated, for good. */
export function purge(id: string, confirm: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/purge', { params: params(id), body: { confirm } }));
}

/** Gives Amiral a way into the database. */
export function setServiceLogin(id: string, body: Schemas['ServiceLogin']): Promise<unknown> {
  return dataOf(api.PUT('/api/v1/instances/{id}/service-login', { params: params(id), body }));
}

/** Records a database that is already on a server. */
export function adopt(body: Schemas['Adoption']): Promise<Instance> {
  return dataOf(api.POST('/api/v1/instances/adopt', { body }));
}
