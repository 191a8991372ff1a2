import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import type { KeptAnswer } from './idempotency.service';
import { Kinds } from './kinds';
import type { OperationView } from './operation.schemas';
import { toOperationView } from './operation.view';
import { OperationsQueries } from './operations.queries';

/** Where an operation is read. */
export function locationOf(id: string): string {
  return `/api/v1/operations/${id}`;
}

/** The answer of every route that starts work. */
@Injectable()
export class Accepted {
  constructor(
    private readonly queries: OperationsQueries,
    private readonly kinds: Kinds,
  ) {}

  /** 202 with the operation that was just started in this transaction, and where it is read. */
  async answer(tx: EntityManager, actor: Actor, id: string): Promise<KeptAnswer<OperationView>> {
    const row = await this.queries.read(id, tx);
    const body = toOperationView(row, this.kinds.find(row.kind), actor);
    return { status: 202, headers: { Location: locationOf(id) }, body };
  }
}
