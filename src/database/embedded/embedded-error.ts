/** The embedded PostgreSQL cannot be used: one line that says what stands in the way and what to do about it. */
export class EmbeddedError extends Error {}
