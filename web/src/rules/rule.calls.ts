import { api, dataOf, type Rule } from '../api/client';

/** Makes a rule what its kind has by itself, unless it has been changed since. */
export function reset({ id, version }: Pick<Rule, 'id' | 'version'>): Promise<Rule> {
  const params = { path: { id }, header: { 'If-Match': `"${String(version)}"` } };
  return dataOf(api.POST('/api/v1/alert-rules/{id}/reset', { params, body: {} }));
}
