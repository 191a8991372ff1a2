import type { OperationFacts, StepContext } from './kinds';

/** The time that is left to a call of this step, and what breaks it off; to be read anew for each call. */
export function timeOf({ timeoutMs, signal }: StepContext) {
  return { timeoutMs, signal };
}

/** The server that an operation works on, for kinds that always have one. */
export function serverOf({ kind, serverId }: OperationFacts): string {
  if (serverId === null) throw new Error(`An operation of the kind "${kind}" has a server.`);
  return serverId;
}
