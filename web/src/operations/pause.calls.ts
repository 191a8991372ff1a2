import { api, dataOf, type Schemas } from '../api/client';

type Pauses = Promise<Schemas['OperationPauses']>;

export const readPauses = (): Pauses => dataOf(api.GET('/api/v1/operations/pause'));

/** Steps under way end, none begins: everywhere, or on one server. */
export function pause(body: Schemas['OperationPauseRequest']): Pauses {
  return dataOf(api.POST('/api/v1/operations/pause', { body }));
}

export function unpause(serverId: string | null): Pauses {
  return dataOf(api.POST('/api/v1/operations/unpause', { body: { serverId } }));
}
