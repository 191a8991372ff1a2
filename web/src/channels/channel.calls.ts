import { api, dataOf, type Schemas } from '../api/client';

/** Sends a sample the way that all notices go; tells what came of it. */
export function test(id: string): Promise<Schemas['ChannelTest']> {
  return dataOf(api.POST('/api/v1/channels/{id}/test', { params: { path: { id } } }));
}
