import type { Claimed, ClaimedStep, Holder } from './ledger';
import type { OperationFacts, StepResult } from './kinds';
import type { StepState } from './operation.states';

/** Why the work in hand is to stop. */
export type Halt = 'lease' | 'stop' | 'cancel';

/** One operation in the hands of this process. */
export class Run implements Holder {
  readonly id: string;
  readonly epoch: number;
  readonly kind: string;
  readonly serverId: string | null;
  readonly subject: { readonly type: string; readonly id: string; readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
  state: Claimed['state'];
  facts: Readonly<Record<string, unknown>>;
  pastReturn: boolean;
  cancelRequested: boolean;
  lane: string | null;
  holdsLane: boolean;
  readonly steps: ClaimedStep[];
  halt: Halt | null = null;
  private halting = new AbortController();
  private readonly losing = new AbortController();

  constructor(
    claimed: Claimed,
    readonly owner: string,
    /** Whether the lease still holds by this process's own clocks. */
    private readonly isTrusted: () => boolean,
  ) {
    this.id = claimed.id;
    this.epoch = claimed.epoch;
    this.kind = claimed.kind;
    this.serverId = claimed.serverId;
    this.subject = { type: claimed.subjectType, id: claimed.subjectId, name: claimed.subjectName };
    this.input = claimed.input;
    this.state = claimed.state;
    this.facts = claimed.facts;
    this.pastReturn = claimed.pastReturn;
    this.cancelRequested = claimed.cancelRequested;
    this.lane = claimed.lane;
    this.holdsLane = claimed.holdsLane;
    this.steps = claimed.steps;
  }

  /** What ends a call that may be made again. */
  get repeatable(): AbortSignal {
    return this.halting.signal;
  }

  /** What ends every call: it is somebody else's operation now. */
  get lost(): AbortSignal {
    return this.losing.signal;
  }

  get operation(): OperationFacts {
    const { id, kind, serverId, input, facts, subject } = this;
    return { id, kind, serverId, input, facts, subjectId: subject.id, subjectName: subject.name };
  }

  /** Stops what may be stopped; a lost lease stops everything. */
  stop(why: Halt): void {
    if (why === 'cancel' && (this.pastReturn || this.state === 'compensating')) return;
    this.halt ??= why;
    if (why === 'lease') {
      this.halt = 'lease';
      this.losing.abort();
    }
    this.halting.abort();
  }

  /** A process that was frozen looks at its clocks before it calls anybody, not when its timers come round to it. */
  distrust(): void {
    if (!this.isTrusted()) this.stop('lease');
  }

  /** From here on it is undone, which a wish to cancel does not stop. */
  turnBack(): void {
    this.state = 'compensating';
    if (this.halt !== 'cancel') return;
    this.halt = null;
    this.halting = new AbortController();
  }

  /** As the tables now say it. */
  note(position: number, state: StepState, { facts }: StepResult): void {
    const step = this.steps[position];
    if (step) Object.assign(step, { state, unknownMs: null });
    this.facts = { ...this.facts, ...facts };
  }
}
