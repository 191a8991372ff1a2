import type { OperationFacts, StepContext } from '../operations/kinds';

/** The time that is left to a call of this step. */
export function timeOf({ timeoutMs, signal }: StepContext) {
  return { timeoutMs, signal };
}

/** The server that an operation of an instance works on. */
export function serverOf({ serverId }: OperationFacts): string {
  if (serverId === null) throw new Error('An operation of an instance has a server.');
  return serverId;
}
