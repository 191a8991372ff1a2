/** What goes wrong with one call. What is not `done` leaves everything as it was. */
export type Failure =
  /** No byte ever comes. */
  | { readonly kind: 'hang'; readonly done?: boolean }
  /** Done, and the connection ends without a byte. */
  | { readonly kind: 'lost' }
  /** Done, and the connection ends after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly at: number }
  /** Done at once, told later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The work itself takes this long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** What stands in front answers for Odoo: 502, 504. */
  | { readonly kind: 'http'; readonly status: number; readonly done?: boolean }
  /** Odoo raises an exception of its own. */
  | { readonly kind: 'refused'; readonly python: string; readonly message: string }
  /** Success is told, nothing was done; a creation leaves a database without content. */
  | { readonly kind: 'lie' }
  /** An error is told, and an empty database stays listed. */
  | { readonly kind: 'empty' }
  /** PostgreSQL's disk, or TMPDIR for a backup, is full: each call has its own way to say so, or not to. */
  | { readonly kind: 'disk-full' }
  /** The worker is killed at its time limit: no byte comes, and the work stays half done unless it `finishes`. */
  | { readonly kind: 'killed'; readonly finishes?: boolean };

/** A failure and the calls it befalls. */
export type Fault = Failure & {
  /** `db.drop`, `common.authenticate`, `res.users.write` (either RPC), a path; or what matches. */
  readonly call: string | RegExp;
  /** How many calls, the first ones; default 1. */
  readonly times?: number;
  /** How many calls go well before. */
  readonly after?: number;
};
