import type { Compensation, Kind, Lane, Step } from './kinds';
import type { OperationState, StepState } from './operation.states';

/** What of an operation decides what comes next. */
export interface Standing {
  readonly state: OperationState;
  readonly cancelRequested: boolean;
  readonly pastReturn: boolean;
  readonly steps: readonly { readonly name: string; readonly state: StepState }[];
}

export type Next =
  | { readonly do: 'step'; readonly position: number; readonly step: Step }
  | { readonly do: 'compensate'; readonly position: number; readonly compensation: Compensation }
  | { readonly do: 'turn-back' }
  | { readonly do: 'end'; readonly state: 'succeeded' | 'failed' | 'compensated' | 'cancelled' }
  | { readonly do: 'hand-over' };

const BEHIND: readonly StepState[] = ['succeeded', 'skipped'];
/** What was begun may have been done, whatever came of it. */
const BEGUN: readonly StepState[] = ['succeeded', 'running', 'unknown', 'failed'];

/** What comes next of an operation. Pure; the code of another release, which has other steps, is nobody's to go on with. */
export function nextOf(kind: Kind | null, standing: Standing): Next {
  if (!kind || !isSamePlan(kind, standing)) return { do: 'hand-over' };
  return standing.state === 'compensating' ? backward(kind, standing) : forward(kind, standing);
}

function isSamePlan({ steps }: Kind, standing: Standing): boolean {
  return steps.length === standing.steps.length && steps.every(({ name }, at) => standing.steps[at]?.name === name);
}

function forward(kind: Kind, standing: Standing): Next {
  const position = standing.steps.findIndex(({ state }) => !BEHIND.includes(state));
  const step = kind.steps[position];
  // What may still be done somewhere cannot be undone yet: first it must be known what became of it.
  const isOpen = step?.kind === 'ask-first' && isUnderWay(standing.steps[position]);
  if (standing.cancelRequested && !standing.pastReturn && !isOpen) return { do: 'turn-back' };
  return step ? { do: 'step', position, step } : { do: 'end', state: 'succeeded' };
}

function isUnderWay(step: Standing['steps'][number] | undefined): boolean {
  return step?.state === 'running' || step?.state === 'unknown';
}

function backward({ steps, compensates }: Kind, standing: Standing): Next {
  const position = steps.findLastIndex((step, at) => step.compensate && mayBeDone(step, standing.steps[at]?.state));
  const compensation = steps[position]?.compensate;
  if (compensation) return { do: 'compensate', position, compensation };
  if (standing.cancelRequested) return { do: 'end', state: 'cancelled' };
  return { do: 'end', state: compensates ? 'compensated' : 'failed' };
}

/** A transaction that did not succeed has done nothing. */
function mayBeDone({ kind }: Step, state: StepState | undefined): boolean {
  return kind === 'local' ? state === 'succeeded' : BEGUN.includes(state ?? 'pending');
}

/** The name of the line in which the next call stands, or null. */
export function laneOf(next: Next, serverId: string | null): string | null {
  const lane: Lane | undefined =
    next.do === 'compensate' ? next.compensation.lane : next.do === 'step' ? laneOfStep(next.step) : undefined;
  return lane && serverId ? `${lane}@${serverId}` : null;
}

function laneOfStep(step: Step): Lane | undefined {
  return step.kind === 'local' ? undefined : step.lane;
}
