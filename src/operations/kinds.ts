import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Operation } from './operation.entity';
import type { OperationKind, OperationState, StepKind } from './operation.states';

/** What of an operation its steps may read. */
export type OperationFacts = Pick<Operation, 'id' | 'kind' | 'subjectId' | 'subjectName' | 'serverId'> & {
  readonly input: Readonly<Record<string, unknown>>;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** What a step works with. */
export interface StepContext {
  readonly operation: OperationFacts;
  /** Aborted when the lease is lost, the time is over, the program stops or somebody cancels; to be read anew for each call. */
  readonly signal: AbortSignal;
  /** How long this attempt may take, in ms. */
  readonly timeoutMs: number;
  /** The secrets that the operation was started with; empty once they are erased. */
  secrets(): Promise<Readonly<Record<string, string>>>;
  /** Tells how far it is; written down once a second at the most. @param total null while it is not known */
  progress(bytesDone: number, bytesTotal: number | null): void;
}

/** What came of a step; everything is optional. */
export interface StepResult {
  /** Told to the steps that follow. */
  facts?: Record<string, unknown>;
  /** One sentence for people. */
  detail?: string;
  /** What is shown of the operation when it has ended. */
  result?: Record<string, unknown>;
  /** Shown once, to whoever asked for the operation. */
  reveal?: Record<string, string>;
  /** Written in the transaction that writes the step's end. */
  save?: (tx: EntityManager) => Promise<void>;
}

/** What a server says became of a call whose answer was lost. `not-done` may still come true until the time to wait is over. */
export type Fate = { fate: 'done'; result?: StepResult } | { fate: 'not-done' | 'not-known'; detail: string };

/** The lines of calls at one server: one call that changes which databases there are, and beside it one backup. */
export type Lane = 'exclusive' | 'backup';

interface AnyStep {
  readonly name: string;
  /** How often it is tried; default 6. */
  readonly maxAttempts?: number;
  /** The step before which nothing can be undone any more: once it begins, it only goes forward. */
  readonly pointOfNoReturn?: true;
  /** Undoes what the step did, or may have done; may be sent again. */
  readonly compensate?: Compensation;
}

export interface Compensation {
  readonly lane?: Lane;
  readonly timeoutMs: number;
  run(context: StepContext): Promise<StepResult | undefined>;
}

/** One transaction of ours, and nothing else. */
export interface LocalStep extends AnyStep {
  readonly kind: 'local';
  run(context: StepContext, tx: EntityManager): Promise<StepResult | undefined>;
}

/** Calls that may be made again. */
export interface RepeatableStep extends AnyStep {
  readonly kind: 'repeatable';
  readonly lane?: Lane;
  /** Of one attempt, in ms. */
  readonly timeoutMs: number;
  run(context: StepContext): Promise<StepResult | undefined>;
}

/** A call that is never sent again blindly. */
export interface AskFirstStep extends AnyStep {
  readonly kind: 'ask-first';
  readonly lane?: Lane;
  readonly timeoutMs: number;
  run(context: StepContext): Promise<StepResult | undefined>;
  /** Asks what became of the call. An error is `not-known`. */
  ask(context: StepContext): Promise<Fate>;
}

export type Step = LocalStep | RepeatableStep | AskFirstStep;

/** One kind of operation, as the noun that does it registers it. */
export interface Kind {
  readonly kind: OperationKind;
  /** Whether there is something to undo: a failure then compensates by itself, else the operation is `failed` and may be retried. */
  readonly compensates: boolean;
  readonly steps: readonly Step[];
  /** Written in the transaction that ends the operation, or hands it to an operator. */
  settle?(tx: EntityManager, operation: OperationFacts, state: OperationState): Promise<void>;
}

/** All kinds of operations: nouns register theirs as their module starts, and this folder knows none of them. */
@Injectable()
export class Kinds {
  private readonly kinds = new Map<string, Kind>();

  register(kind: Kind): void {
    this.kinds.set(kind.kind, kind);
  }

  find(kind: string): Kind | null {
    return this.kinds.get(kind) ?? null;
  }

  get names(): string[] {
    return [...this.kinds.keys()];
  }

  all(): Kind[] {
    return [...this.kinds.values()];
  }
}

/** What was planned: the steps as they are written down when an operation starts. */
export function plannedSteps({ steps }: Kind): { name: string; kind: StepKind }[] {
  return steps.map(({ name, kind }) => ({ name, kind }));
}
