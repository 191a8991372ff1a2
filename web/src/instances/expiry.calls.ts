import { api, dataOf, type Schemas } from '../api/client';

type Expiry = Promise<Schemas['Expiry']>;

export const readExpiry = (): Expiry => dataOf(api.GET('/api/v1/expiry'));

/** Says of all that are held now that they are meant. */
export const confirmExpiry = (): Expiry => dataOf(api.POST('/api/v1/expiry/confirm', { body: {} }));
