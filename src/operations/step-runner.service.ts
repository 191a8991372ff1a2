import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../common/config';
import { isDatabaseLost } from '../common/lost-database';
import { Endings } from './endings.service';
import { type AskFirstStep, type Fate, Kinds } from './kinds';
import { LeaseLost } from './ledger';
import { type Next, nextOf } from './next';
import type { Run } from './run';
import { RunWrites, type StepNext, type UndoNext } from './run-writes.service';
import { StepContexts } from './step-contexts.service';
import { type Outcome, outcomeOf, outcomeOfLocal, troubleOf, waitAfter } from './step-errors';

const MAX_ATTEMPTS = 6;
/** Our own transactions have the statement's limits besides. */
const LOCAL_MS = 30_000;
const RETRY_CAP_MS = 60_000;
/** A lost answer is asked for at least this often. */
const ASK_CAP_MS = 15_000;
/** How soon it is asked for first. */
const ASK_FIRST_MS = 200;
const UNKNOWN = 'The answer was lost; the server is asked what became of the call.';

/** Takes one operation from step to step until it ends, waits or is lost. */
@Injectable()
export class StepRunner {
  private readonly logger = new Logger('Operations');

  constructor(
    private readonly kinds: Kinds,
    private readonly writes: RunWrites,
    private readonly endings: Endings,
    private readonly contexts: StepContexts,
    private readonly config: Config,
  ) {}

  /** @throws LeaseLost when it is somebody else's by now, or the database's error: the lease then runs out by itself */
  async run(run: Run): Promise<void> {
    for (;;) {
      const next = nextOf(this.kinds.find(run.kind), run);
      if (!(await this.take(run, next))) return;
    }
  }

  /** @returns whether to go on at once */
  private async take(run: Run, next: Next): Promise<boolean> {
    switch (next.do) {
      case 'step':
      case 'compensate':
        if (run.halt === 'stop') return this.writes.wait(run, next, { waitMs: 0, keepsLane: true });
        return next.do === 'step' ? this.step(run, next) : this.undo(run, next);
      case 'turn-back':
        return this.writes.turnBack(run, null, null);
      case 'end':
        await this.endings.end(run, next.state);
        return false;
      case 'hand-over':
        return this.handOver(run, {
          code: 'code-gone',
          detail: 'This release does not know how to go on with this operation.',
        });
    }
  }

  private async step(run: Run, next: StepNext): Promise<boolean> {
    const { step, position } = next;
    const state = run.steps[position]?.state;
    // Whoever ran it is gone, or its answer is: what became of the call is asked, never guessed.
    if (step.kind === 'ask-first' && (state === 'running' || state === 'unknown')) return this.ask(run, next, step);
    try {
      return await (step.kind === 'local' ? this.local(run, next) : this.call(run, next));
    } catch (error) {
      return this.failed(run, next, error);
    }
  }

  private async local(run: Run, next: StepNext): Promise<boolean> {
    const { step, position } = next;
    if (step.kind !== 'local') return false;
    const context = this.contexts.of(run, position, { timeoutMs: LOCAL_MS });
    const result = await this.writes.local(run, next, step, context);
    return result ? true : this.writes.wait(run, next, { waitMs: 1_000 });
  }

  private async call(run: Run, next: StepNext): Promise<boolean> {
    const { step, position } = next;
    if (step.kind === 'local' || !(await this.writes.begin(run, next, false))) return false;
    const result = await step.run(this.contexts.of(run, position, step));
    await this.writes.settle(run, next, 'succeeded', result ?? {});
    return true;
  }

  private async ask(run: Run, next: StepNext, step: AskFirstStep): Promise<boolean> {
    if (!(await this.writes.begin(run, next, true))) return false;
    const fate = await step.ask(this.contexts.of(run, next.position, step)).catch((error: unknown): Fate => {
      this.rethrowLoss(run, error);
      return { fate: 'not-known', detail: troubleOf(error).detail };
    });
    if (fate.fate !== 'done') return this.unknown(run, next, fate);
    await this.writes.settle(run, next, 'succeeded', fate.result ?? {});
    return true;
  }

  /** Waited for as long as the call could still be under way; then what was seen last counts. */
  private async unknown(run: Run, next: StepNext, { fate, detail }: Exclude<Fate, { fate: 'done' }>): Promise<boolean> {
    const { unknownMs } = this.config.operations;
    if (unknownFor(run, next) < unknownMs) {
      const waitMs = Math.min(unknownMs / 4, waitAfter(attemptsOf(run, next), ASK_CAP_MS, Math.random()));
      return this.writes.wait(run, next, { waitMs, keepsLane: true, state: 'unknown', detail, unknown: true });
    }
    if (fate === 'not-done' && !run.pastReturn) {
      return this.writes.turnBack(run, next.position, { code: 'not-done', detail });
    }
    return this.handOver(run, { code: 'outcome-unknown', detail });
  }

  private async undo(run: Run, next: UndoNext): Promise<boolean> {
    const { position, compensation } = next;
    if (!(await this.writes.begin(run, next, true))) return false;
    try {
      const result = await compensation.run(this.contexts.of(run, position, compensation));
      await this.writes.settle(run, next, 'compensated', result ?? {});
      return true;
    } catch (error) {
      this.rethrowLoss(run, error);
      const { detail } = troubleOf(error);
      if (unknownFor(run, next) >= this.config.operations.unknownMs) {
        return this.handOver(run, { code: 'compensation-failed', detail });
      }
      const waitMs = waitAfter(attemptsOf(run, next), RETRY_CAP_MS, Math.random());
      return this.writes.wait(run, next, { waitMs, detail, unknown: true });
    }
  }

  private async failed(run: Run, next: StepNext, error: unknown): Promise<boolean> {
    this.rethrowLoss(run, error);
    const { step, position } = next;
    const trouble = troubleOf(error);
    if (trouble.code === 'internal') this.logger.error({ operationId: run.id, step: step.name, err: error });
    const outcome = step.kind === 'local' ? outcomeOfLocal(error) : outcomeOf(error);
    if (outcome === 'lost' && step.kind === 'ask-first') {
      const left = { waitMs: ASK_FIRST_MS, keepsLane: true, state: 'unknown', detail: UNKNOWN, unknown: true } as const;
      return this.writes.wait(run, next, left);
    }
    if (run.halt === 'cancel') return this.writes.turnBack(run, position, null);
    return this.tryAgain(run, next, outcome, trouble);
  }

  /** Later, if there is a later; else back, or past the point of no return to a person. */
  private async tryAgain(
    run: Run,
    next: StepNext,
    outcome: Outcome,
    trouble: { code: string; detail: string },
  ): Promise<boolean> {
    const attempts = attemptsOf(run, next);
    const isStopping = run.halt === 'stop';
    if (isStopping || (outcome !== 'refused' && attempts < (next.step.maxAttempts ?? MAX_ATTEMPTS))) {
      const waitMs = isStopping ? 0 : waitAfter(attempts, RETRY_CAP_MS, Math.random());
      return this.writes.wait(run, next, { waitMs, state: 'pending', detail: trouble.detail });
    }
    return run.pastReturn ? this.handOver(run, trouble) : this.writes.turnBack(run, next.position, trouble);
  }

  private async handOver(run: Run, { code, detail }: { code: string; detail: string }): Promise<false> {
    await this.endings.handOver(run, code, detail);
    return false;
  }

  /** What is nobody's failure: somebody else runs it, or our own database is away and the lease runs out by itself. */
  private rethrowLoss(run: Run, error: unknown): void {
    if (run.lost.aborted) throw new LeaseLost('The lease was lost in the middle of a step.');
    if (error instanceof LeaseLost || isDatabaseLost(error)) throw error;
  }
}

function attemptsOf(run: Run, { position }: StepNext | UndoNext): number {
  return run.steps[position]?.attempts ?? 1;
}

function unknownFor(run: Run, { position }: StepNext | UndoNext): number {
  return run.steps[position]?.unknownMs ?? 0;
}
