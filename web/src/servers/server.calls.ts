import { api, dataOf, type Schemas, type Server } from '../api/client';

/** What each action may be told. */
export type ActionBody = Schemas['MaintenanceRequest'];

const params = (id: string) => ({ path: { id } });

/** The lifecycle, one word an action: the row's `actions` say which of them may be taken now. */
const LIFECYCLE = {
  activate: (id: string) => dataOf(api.POST('/api/v1/servers/{id}/activate', { params: params(id), body: {} })),
  maintenance: (id: string, body: ActionBody) =>
    dataOf(api.POST('/api/v1/servers/{id}/maintenance', { params: params(id), body })),
  deactivate: (id: string) => dataOf(api.POST('/api/v1/servers/{id}/deactivate', { params: params(id), body: {} })),
  cordon: (id: string, { reason }: ActionBody) =>
    dataOf(api.POST('/api/v1/servers/{id}/cordon', { params: params(id), body: { reason } })),
  uncordon: (id: string) => dataOf(api.POST('/api/v1/servers/{id}/uncordon', { params: params(id), body: {} })),
};

const CHECKS = {
  'check-health': (id: string) =>
    dataOf(api.POST('/api/v1/servers/{id}/check-health', { params: params(id), body: {} })),
};

export type LifecycleAction = keyof typeof LIFECYCLE;
export type ServerAction = LifecycleAction | keyof typeof CHECKS;

export const LIFECYCLE_ACTIONS = Object.keys(LIFECYCLE) as LifecycleAction[];

/** Takes an action on a server and answers with the server as it then is, and with what else was found wrong. */
export function act(
  action: ServerAction,
  id: string,
  body: ActionBody = {},
): Promise<Server & { warnings?: string[] }> {
  return { ...LIFECYCLE, ...CHECKS }[action](id, body);
}

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
