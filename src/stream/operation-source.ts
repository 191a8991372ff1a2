import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Kinds } from '../operations/kinds';
import { Operation } from '../operations/operation.entity';
import { toOperationView } from '../operations/operation.view';
import { type OperationRow, OperationsQueries } from '../operations/operations.queries';
import type { Source } from './source';

/** Operations with their steps, as `GET /operations/:id` shows them. What is shown once is asked for by whoever may; nobody hears of it here. */
@Injectable()
export class OperationSource implements Source<OperationRow> {
  readonly kind = 'operation';
  readonly subject = Operation;

  constructor(
    private readonly queries: OperationsQueries,
    private readonly kinds: Kinds,
  ) {}

  read(ids: readonly string[]): Promise<OperationRow[]> {
    return this.queries.readAll(ids);
  }

  view(row: OperationRow, actor: Actor): unknown {
    const view = toOperationView(row, this.kinds.find(row.kind), actor);
    // One text serves all of a role, and this action is one person's.
    return { ...view, actions: view.actions.filter((action) => action !== 'reveal') };
  }
}
