import { Injectable } from '@nestjs/common';
import { KeyRing, type Sealed } from '../database/secrets';
import type { StepContext } from './kinds';
import { Ledger } from './ledger';
import { openSecrets } from './operation.secrets';
import type { StepKind } from './operation.states';
import type { Run } from './run';

/** Bytes are written down this often at the most. */
const PROGRESS_MS = 1_000;

/** What steps work with. */
@Injectable()
export class StepContexts {
  constructor(
    private readonly ledger: Ledger,
    private readonly ring: KeyRing,
  ) {}

  /** @param step whose time it has; a call that must not be made twice is not aborted but by the loss of the lease */
  of(run: Run, position: number, step: { timeoutMs: number; kind?: StepKind }): StepContext {
    const halting = step.kind === 'ask-first' ? [run.lost] : [run.lost, run.repeatable];
    const signal = AbortSignal.any([...halting, AbortSignal.timeout(step.timeoutMs)]);
    return {
      operation: run.operation,
      timeoutMs: step.timeoutMs,
      get signal() {
        run.distrust();
        return signal;
      },
      secrets: () => this.secretsOf(run.id),
      progress: this.reporterOf(run, position),
    };
  }

  private async secretsOf(id: string): Promise<Readonly<Record<string, string>>> {
    const [row] = await this.ledger.dataSource.query<{ secrets: Sealed | null }[]>(
      'SELECT secrets FROM operations WHERE id = $1',
      [id],
    );
    return openSecrets(this.ring, id, row?.secrets ?? null);
  }

  private reporterOf(run: Run, position: number): StepContext['progress'] {
    let last = 0;
    return (done, total) => {
      const now = performance.now();
      if (now - last < PROGRESS_MS && done !== total) return;
      last = now;
      // Nobody hangs on it: the next one says more.
      void this.ledger.progress(run, position, done, total).catch(() => undefined);
    };
  }
}
