import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Measures } from '../common/measures';
import { KeyRing } from '../database/secrets';
import { Kinds, type LocalStep, type StepContext, type StepResult } from './kinds';
import { Ledger, type PutBack } from './ledger';
import { laneOf, type Next, nextOf } from './next';
import { sealReveal } from './operation.secrets';
import type { Run } from './run';

declare module '../common/measures' {
  interface Measured {
    /** A step that is begun again, or whose answer is asked for. */
    operationRetry: { kind: string };
  }
}

export type StepNext = Extract<Next, { do: 'step' }>;
export type UndoNext = Extract<Next, { do: 'compensate' }>;
type Ended = 'succeeded' | 'compensated';

/** Writes what becomes of a run, and notes it in the run itself: lanes, states, what was found out. Everything throws LeaseLost. */
@Injectable()
export class RunWrites {
  constructor(
    private readonly ledger: Ledger,
    private readonly kinds: Kinds,
    private readonly ring: KeyRing,
    private readonly measures: Measures,
  ) {}

  /**
   * Writes down the intent of a call.
   * @param keepsState of a step whose answer is asked for again, or that is being undone
   * @returns false when it must wait: somebody stands in the lane, or a pause keeps it
   */
  async begin(run: Run, next: StepNext | UndoNext, keepsState: boolean): Promise<boolean> {
    const { position } = next;
    const lane = laneOf(next, run.serverId);
    const isReturn = next.do === 'step' && (next.step.pointOfNoReturn ?? false);
    const { manager } = this.ledger.dataSource;
    const attempts = await this.ledger.begin(manager, run, { position, lane, isReturn, keepsState });
    if (attempts === null) return this.wait(run, next, { waitMs: 200, keepsLane: keepsState });
    this.count(run, attempts);
    run.lane = lane;
    run.holdsLane = lane !== null;
    run.pastReturn ||= isReturn;
    const step = run.steps[position];
    if (step) step.attempts = attempts;
    return true;
  }

  /** One transaction of ours: the step's own writes and its end. @returns null when a pause keeps it from beginning */
  async local(run: Run, next: StepNext, step: LocalStep, context: StepContext): Promise<StepResult | null> {
    const intent = { position: next.position, lane: null, isReturn: step.pointOfNoReturn ?? false, keepsState: false };
    const result = await this.ledger.within(async (tx) => {
      const attempts = await this.ledger.begin(tx, run, intent);
      if (attempts === null) return null;
      this.count(run, attempts);
      const found = (await step.run(context, tx)) ?? {};
      await this.write(tx, run, next, 'succeeded', found);
      return found;
    });
    if (result) this.note(run, next, 'succeeded', result);
    run.pastReturn ||= result !== null && intent.isReturn;
    return result;
  }

  async settle(run: Run, next: StepNext | UndoNext, state: Ended, result: StepResult): Promise<void> {
    if (result.save) await this.ledger.within((tx) => this.write(tx, run, next, state, result));
    else await this.write(this.ledger.dataSource.manager, run, next, state, result);
    this.note(run, next, state, result);
  }

  /** From here on backwards. @param position of the step that failed, or null */
  async turnBack(run: Run, position: number | null, trouble: { code: string; detail: string } | null): Promise<true> {
    await this.ledger.turnBack(run, { position, code: trouble?.code ?? null, detail: trouble?.detail ?? null });
    run.turnBack();
    if (position !== null) run.note(position, 'failed', {});
    return true;
  }

  /** Leaves it for later, to whoever is there then. */
  async wait(
    run: Run,
    next: StepNext | UndoNext,
    left: { waitMs: number } & Partial<Omit<PutBack, 'waitMs' | 'position' | 'lane'>>,
  ): Promise<false> {
    const lane = laneOf(next, run.serverId);
    const nothingNew = { keepsLane: false, state: null, detail: null, unknown: false };
    await this.ledger.putBack(run, { position: next.position, lane, ...nothingNew, ...left });
    return false;
  }

  private count({ kind }: Run, attempts: number): void {
    if (attempts > 1) this.measures.emit('operationRetry', { kind });
  }

  private async write(
    tx: EntityManager,
    run: Run,
    { position }: StepNext | UndoNext,
    state: Ended,
    result: StepResult,
  ): Promise<void> {
    const nextLane = this.laneAfter(run, position, state);
    const reveal = result.reveal ? sealReveal(this.ring, run.id, result.reveal) : null;
    const freesLane = run.holdsLane && nextLane !== run.lane;
    await this.ledger.settle(tx, run, { position, state, result, reveal, nextLane, freesLane });
    await result.save?.(tx);
  }

  private note(run: Run, { position }: StepNext | UndoNext, state: Ended, result: StepResult): void {
    const lane = this.laneAfter(run, position, state);
    run.holdsLane &&= lane === run.lane;
    run.lane = lane;
    run.note(position, state, result);
  }

  /** The lane of what follows once the step stands as `state`. */
  private laneAfter(run: Run, position: number, state: Ended): string | null {
    const steps = run.steps.map((step, at) => (at === position ? { ...step, state } : step));
    const { state: stands, cancelRequested, pastReturn } = run;
    const next = nextOf(this.kinds.find(run.kind), { state: stands, cancelRequested, pastReturn, steps });
    return laneOf(next, run.serverId);
  }
}
