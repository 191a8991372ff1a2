import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Measures } from '../common/measures';
import { notify } from '../database/notifications';
import { AMIRAL, Journal, type JournalFact } from '../journal/journal.service';
import { Kinds } from './kinds';
import { Ledger, mustChange } from './ledger';
import { operationFact } from './operation.journal';
import type { OperationState } from './operation.states';
import type { Run } from './run';

declare module '../common/measures' {
  interface Measured {
    /** One operation that ended, or that needs an operator, and how long that took since it was asked for. */
    operation: { kind: string; state: string; seconds: number };
  }
}

type End = 'succeeded' | 'failed' | 'compensated' | 'cancelled';

/** The journal's word for each end. */
const WORDS: Readonly<Record<End, JournalFact['action']>> = {
  succeeded: 'succeed',
  failed: 'fail',
  compensated: 'compensate',
  cancelled: 'cancelled',
};

const END = `
UPDATE operations SET state = $4, ended_at = clock_timestamp(), owner = NULL, lease_until = NULL, lane = NULL, holds_lane = false,
    secrets = NULL
 WHERE id = $1 AND owner = $2 AND epoch = $3 RETURNING extract(epoch FROM clock_timestamp() - created_at)::double precision AS seconds`;

/** The lane stays free for others: what became of the call is for a person to find out. */
const HAND_OVER = `
UPDATE operations SET state = 'needs-operator', owner = NULL, lease_until = NULL, lane = NULL, holds_lane = false,
    error_code = $4, error_detail = $5
 WHERE id = $1 AND owner = $2 AND epoch = $3 RETURNING extract(epoch FROM clock_timestamp() - created_at)::double precision AS seconds`;

/** How operations end: the state, what the kind writes with it, and the journal's line stand or fall together. */
@Injectable()
export class Endings {
  constructor(
    private readonly ledger: Ledger,
    private readonly kinds: Kinds,
    private readonly journal: Journal,
    private readonly measures: Measures,
  ) {}

  /** @throws LeaseLost */
  async end(run: Run, state: End): Promise<void> {
    await this.close(run, state, WORDS[state], (tx) => mustChange(tx, END, [run.id, run.owner, run.epoch, state]));
  }

  /** Leaves it to a person, with what was seen. @throws LeaseLost */
  async handOver(run: Run, code: string, detail: string): Promise<void> {
    const values = [run.id, run.owner, run.epoch, code, detail];
    await this.close(run, 'needs-operator', 'need-operator', (tx) => mustChange(tx, HAND_OVER, values));
  }

  private async close(
    run: Run,
    state: OperationState,
    word: JournalFact['action'],
    write: (tx: EntityManager) => Promise<{ seconds: number }>,
  ): Promise<void> {
    const { seconds } = await this.ledger.within(async (tx) => {
      const ended = await write(tx);
      await this.kinds.find(run.kind)?.settle?.(tx, run.operation, state);
      await this.journal.write(tx, AMIRAL, operationFact(word, run));
      // Who waits for the lane, the exclusion or a child goes on.
      await notify(tx, 'operations');
      return ended;
    });
    this.measures.emit('operation', { kind: run.kind, state, seconds });
  }
}
