import { type DataProvider, type GetListParams, HttpError, type Identifier } from 'react-admin';
import { endpoints, ofRecord, type Page } from './endpoints';

type Sorting = Pick<GetListParams, 'pagination' | 'sort' | 'filter'>;

/** A list's query as the API takes it; `id` is what react-admin sorts by when nobody has chosen, `groupBy` only says how the list is shown. */
function queryOf({ pagination, sort, filter }: Sorting): never {
  const order = sort && sort.field !== 'id' ? `${sort.order === 'DESC' ? '-' : ''}${sort.field}` : undefined;
  const { page = 1, perPage = 25 } = pagination ?? {};
  const { groupBy: _shown, ...matching } = filter as Record<string, unknown>;
  return { ...matching, page, perPage, sort: order } as never;
}

const endpointOf = (resource: string) => {
  const endpoint = endpoints[resource];
  if (!endpoint) throw new Error(`There is no list of ${resource}.`);
  return endpoint;
};

function can<T>(call: T | undefined, resource: string): T {
  if (call === undefined) throw new Error(`${resource} cannot do that.`);
  return call;
}

const shown = ({ items, total }: Page) => ({ data: items, total }) as never;

async function getOne(resource: string, id: Identifier) {
  return can(endpointOf(resource).one, resource)(String(id));
}

/** What names others may outlive some of them. */
async function getThoseThere(resource: string, ids: readonly Identifier[]) {
  const read = (id: Identifier) =>
    getOne(resource, id).catch((error: unknown) => {
      if (error instanceof HttpError && error.status === 404) return null;
      throw error;
    });
  return (await Promise.all(ids.map(read))).filter((record) => record !== null);
}

async function remove(resource: string, id: Identifier, previous?: { version?: unknown }) {
  const match = typeof previous?.version === 'number' ? { 'If-Match': `"${String(previous.version)}"` } : undefined;
  await can(endpointOf(resource).remove, resource)(String(id), match);
}

/** react-admin's calls, in the words of the API. */
export const dataProvider: DataProvider = {
  getList: async (resource, params) => shown(await endpointOf(resource).list(queryOf(params))),
  getOne: async (resource, { id }) => ({ data: (await getOne(resource, id)) as never }),
  getMany: async (resource, { ids }) => ({ data: (await getThoseThere(resource, ids)) as never }),
  getManyReference: async (resource, { id, ...params }) =>
    shown(await can(ofRecord[resource], resource)(String(id), queryOf(params))),
  create: async (resource, { data }) => ({
    data: (await can(endpointOf(resource).create, resource)(data as never)) as never,
  }),
  update: async (resource, { id, data, meta }) => {
    const { version } = (meta ?? {}) as { version?: number };
    const match = version === undefined ? undefined : { 'If-Match': `"${String(version)}"` };
    return { data: (await can(endpointOf(resource).update, resource)(String(id), data as never, match)) as never };
  },
  updateMany: () => Promise.reject(new Error('Records are changed one by one, each against its own version.')),
  delete: async (resource, { id, previousData }) => {
    await remove(resource, id, previousData as { version?: unknown } | undefined);
    return { data: (previousData ?? { id }) as never };
  },
  deleteMany: async (resource, { ids }) => {
    for (const id of ids) await remove(resource, id);
    return { data: ids };
  },
};
