import { api, dataOf, type Schemas, type Server } from '../api/client';

/** What each action may be told. */
export type ActionBody = Schemas['MaintenanceRequest'];

const params = (id: string) => ({ path: { id } });

/** What may be done with one server, as openapi.json names it; the row's `actions` say what may be done now. */
export type ServerAction = Server['actions'][number];
/** What answers with the server as it then is, and with what else was found wrong; a connection test has a report of its own. */
export type PlainAction = Exclude<ServerAction, 'test-connection'>;

type Call = (id: string, body: ActionBody) => Promise<Server & { warnings?: string[] }>;

const CALLS: Readonly<Record<PlainAction, Call>> = {
  activate: (id) => dataOf(api.POST('/api/v1/servers/{id}/activate', { params: params(id), body: {} })),
  maintenance: (id, body) => dataOf(api.POST('/api/v1/servers/{id}/maintenance', { params: params(id), body })),
  deactivate: (id) => dataOf(api.POST('/api/v1/servers/{id}/deactivate', { params: params(id), body: {} })),
  cordon: (id, { reason }) => dataOf(api.POST('/api/v1/servers/{id}/cordon', { params: params(id), body: { reason } })),
  uncordon: (id) => dataOf(api.POST('/api/v1/servers/{id}/uncordon', { params: params(id), body: {} })),
  'check-health': (id) => dataOf(api.POST('/api/v1/servers/{id}/check-health', { params: params(id), body: {} })),
};

export const PLAIN_ACTIONS = Object.keys(CALLS) as PlainAction[];

export const act = (action: PlainAction, id: string, body: ActionBody = {}) => CALLS[action](id, body);

/** Puts a server right before or after another one, in the order that people give the list. */
export function reorder(id: string, place: Schemas['ReorderRequest']): Promise<Server> {
  return dataOf(api.POST('/api/v1/servers/{id}/reorder', { params: params(id), body: place }));
}

export function testConnection(id: string): Promise<Schemas['ConnectionReport']> {
  return dataOf(api.POST('/api/v1/servers/{id}/test-connection', { params: params(id), body: {} }));
}

/** The server a new customer would go to, and how many others it would not. @throws ProblemError 404 with `rejected` when there is none */
export function getAvailableServer(minCapacityPercent: number): Promise<Schemas['AvailableServer']> {
  return dataOf(api.GET('/api/v1/servers/available', { params: { query: { minCapacityPercent, explain: 'true' } } }));
}

/** What probes of a server found until now, so far back and so finely. */
export function readHistory(id: string, { ms, step }: { ms: number; step: number }, now: number) {
  const query = { from: new Date(now - ms).toISOString(), step };
  return dataOf(api.GET('/api/v1/servers/{id}/history', { params: { path: { id }, query } }));
}

export function readUptime(id: string): Promise<Schemas['ServerUptime']> {
  return dataOf(api.GET('/api/v1/servers/{id}/uptime', { params: params(id) }));
}
