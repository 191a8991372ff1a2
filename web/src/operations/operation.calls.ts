import { api, dataOf, type Operation, type Schemas } from '../api/client';

const params = (id: string) => ({ path: { id } });

/** Ends it between two steps; what was done is undone. */
export function cancel(id: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/operations/{id}/cancel', { params: params(id) }));
}

/** Begins one that failed anew, at the step that failed. */
export function retry(id: string): Promise<Operation> {
  return dataOf(api.POST('/api/v1/operations/{id}/retry', { params: params(id) }));
}

/** Says what became of a call that nobody could say of. */
export function resolve(id: string, body: Schemas['OperationResolution']): Promise<Operation> {
  return dataOf(api.POST('/api/v1/operations/{id}/resolve', { params: params(id), body }));
}

/** Gives what is given once. */
export function reveal(id: string): Promise<Schemas['RevealedLogin']> {
  return dataOf(api.POST('/api/v1/operations/{id}/reveal', { params: params(id) }));
}
