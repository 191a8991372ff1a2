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

/** From now on this Amiral works on its database, and no other. */
export function claim(id: string, confirm: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/claim', { params: params(id), body: { confirm } }));
}

/** Drops the database of one that is terminated, for good. */
export function purge(id: string, confirm: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/instances/{id}/purge', { params: params(id), body: { confirm } }));
}

type Many = Pick<Schemas['BulkRequest'], 'action' | 'reason'> & { ids: string[] };

/** What would become of each; starts nothing. */
export async function weigh(body: Many): Promise<Schemas['BulkVerdicts']['items']> {
  const verdicts = await dataOf(api.POST('/api/v1/instances/bulk', { body: { ...body, dryRun: true } }));
  return 'items' in verdicts ? verdicts.items : [];
}

/** @returns the work that does it to each that it can be done to */
export function actOnMany(body: Many): Promise<{ id: string }> {
  return dataOf(api.POST('/api/v1/instances/bulk', { body })) as Promise<{ id: string }>;
}

/** Gives Amiral a way into the database. */
export function setServiceLogin(id: string, body: Schemas['ServiceLogin']): Promise<unknown> {
  return dataOf(api.PUT('/api/v1/instances/{id}/service-login', { params: params(id), body }));
}

/** Records a database that is already on a server. */
export function adopt(body: Schemas['Adoption']): Promise<Instance> {
  return dataOf(api.POST('/api/v1/instances/adopt', { body }));
}
