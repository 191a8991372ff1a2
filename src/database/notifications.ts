/** What processes tell each other by NOTIFY, and the channel of each; triggers write the first two as they stand here. */
export const CHANNELS = {
  /** A server's row or the generation of its probes has changed: its id. */
  server: 'amiral_server',
  /** Something that readers follow has changed: its kind and its id, with a colon between. */
  change: 'amiral_change',
  /** The monitor was frozen or let go. */
  panic: 'amiral_panic',
  /** Somebody's role or access has changed: their id. */
  actor: 'amiral_actor',
  /** There is something to deliver. */
  deliveries: 'amiral_deliveries',
  /** An operation is due, or a lane is free again; with its id when it is to be cancelled. */
  operations: 'amiral_operations',
  /** A call by hand is offered to the process that owns the server, as JSON. */
  call: 'amiral_call',
  /** What came of a call by hand, as JSON. */
  called: 'amiral_called',
} as const;

export type Channel = keyof typeof CHANNELS;

interface Queries {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** Tells every process, when the transaction commits; at most 8,000 bytes. */
export async function notify(tx: Queries, channel: Channel, payload = ''): Promise<void> {
  await tx.query('SELECT pg_notify($1, $2)', [CHANNELS[channel], payload]);
}
