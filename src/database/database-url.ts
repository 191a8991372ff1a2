/** Injection token of the PostgreSQL address in use, embedded or external. */
export const DATABASE_URL = Symbol('DATABASE_URL');
