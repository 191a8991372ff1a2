import { api, dataOf } from './client';

export interface Page {
  items: { id: string }[];
  total: number;
}

/** The calls of one kind of record; what is missing cannot be done to it. */
interface Endpoint {
  list: (query: never) => Promise<Page>;
  one?: (id: string) => Promise<{ id: string }>;
  create?: (body: never) => Promise<{ id: string }>;
  update?: (id: string, body: never, header: Match) => Promise<{ id: string }>;
  remove?: (id: string, header: Match) => Promise<unknown>;
}

/** Changes only what has not been changed since. */
type Match = { 'If-Match'?: string } | undefined;

const path = (id: string) => ({ path: { id } });
const matched = (id: string, header: Match) => ({ path: { id }, header: header as never });

export const endpoints: Record<string, Endpoint> = {
  servers: {
    list: (query) => dataOf(api.GET('/api/v1/servers', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/servers/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/servers', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/servers/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/servers/{id}', { params: matched(id, header) })),
  },
  instances: {
    list: (query) => dataOf(api.GET('/api/v1/instances', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/instances/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/instances', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/instances/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/instances/{id}', { params: matched(id, header) })),
  },
  plans: {
    list: (query) => dataOf(api.GET('/api/v1/plans', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/plans/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/plans', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/plans/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/plans/{id}', { params: matched(id, header) })),
  },
  templates: {
    list: (query) => dataOf(api.GET('/api/v1/templates', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/templates/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/templates', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/templates/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/templates/{id}', { params: matched(id, header) })),
  },
  users: {
    list: (query) => dataOf(api.GET('/api/v1/users', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/users/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/users', { body })),
    update: (id, body) => dataOf(api.PATCH('/api/v1/users/{id}', { params: path(id), body })),
    remove: (id) => dataOf(api.DELETE('/api/v1/users/{id}', { params: path(id) })),
  },
  channels: {
    list: (query) => dataOf(api.GET('/api/v1/channels', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/channels/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/channels', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/channels/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/channels/{id}', { params: matched(id, header) })),
  },
  deliveries: { list: (query) => dataOf(api.GET('/api/v1/deliveries', { params: { query } })) },
  incidents: {
    list: (query) => dataOf(api.GET('/api/v1/incidents', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/incidents/{id}', { params: path(id) })),
  },
  silences: {
    list: (query) => dataOf(api.GET('/api/v1/silences', { params: { query } })),
    create: (body) => dataOf(api.POST('/api/v1/silences', { body })),
  },
  'alert-rules': {
    list: (query) => dataOf(api.GET('/api/v1/alert-rules', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/alert-rules/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/alert-rules', { body })),
    update: (id, body, header) => dataOf(api.PATCH('/api/v1/alert-rules/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/alert-rules/{id}', { params: matched(id, header) })),
  },
  'maintenance-windows': {
    list: (query) => dataOf(api.GET('/api/v1/maintenance-windows', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/maintenance-windows/{id}', { params: path(id) })),
    create: (body) => dataOf(api.POST('/api/v1/maintenance-windows', { body })),
    update: (id, body, header) =>
      dataOf(api.PATCH('/api/v1/maintenance-windows/{id}', { params: matched(id, header), body })),
    remove: (id, header) => dataOf(api.DELETE('/api/v1/maintenance-windows/{id}', { params: matched(id, header) })),
  },
  operations: {
    list: (query) => dataOf(api.GET('/api/v1/operations', { params: { query } })),
    one: (id) => dataOf(api.GET('/api/v1/operations/{id}', { params: path(id) })),
  },
  events: { list: (query) => dataOf(api.GET('/api/v1/events', { params: { query } })) },
};

/** The lists that hang on one record: a server, or a channel. */
export const ofRecord: Record<string, (id: string, query: never) => Promise<Page>> = {
  instances: (id, query) => dataOf(api.GET('/api/v1/servers/{id}/instances', { params: { path: { id }, query } })),
  events: (id, query) => dataOf(api.GET('/api/v1/servers/{id}/events', { params: { path: { id }, query } })),
  incidents: (serverId, query) =>
    dataOf(api.GET('/api/v1/incidents', { params: { query: { ...(query as object), serverId } } })),
  deliveries: (id, query) => dataOf(api.GET('/api/v1/channels/{id}/deliveries', { params: { path: { id }, query } })),
};
