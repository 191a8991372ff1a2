import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../common/errors';
import { type Columns, listOf, selected } from '../common/lists';
import type { Page } from '../common/pages';
import { Operation } from './operation.entity';
import type { OperationQuery } from './operation.schemas';
import type { OperationState, StepKind, StepState } from './operation.states';

/** An operation as screens read it; times inside of JSON are texts. */
export interface OperationRow {
  id: string;
  kind: string;
  state: OperationState;
  subjectType: string;
  subjectId: string;
  subjectName: string;
  parentId: string | null;
  requestedBy: string | null;
  requestedByName: string;
  result: Record<string, unknown> | null;
  errorCode: string | null;
  errorDetail: string | null;
  pastReturn: boolean;
  cancelRequested: boolean;
  canReveal: boolean;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  steps: StepRow[];
}

export interface StepRow {
  name: string;
  kind: StepKind;
  state: StepState;
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  detail: string | null;
  bytesDone: number | null;
  bytesTotal: number | null;
}

const STEP = `json_build_object('name', s.name, 'kind', s.kind, 'state', s.state, 'attempts', s.attempts, 'startedAt', s.started_at,
  'endedAt', s.ended_at, 'detail', s.detail, 'bytesDone', s.bytes_done, 'bytesTotal', s.bytes_total)`;

/** Where each field of an `OperationRow` comes from; of what is sealed only that it is there. */
const COLUMNS: Columns<OperationRow> = {
  id: 'o.id',
  kind: 'o.kind',
  state: 'o.state',
  subjectType: 'o.subject_type',
  subjectId: 'o.subject_id',
  subjectName: 'o.subject_name',
  parentId: 'o.parent_id',
  requestedBy: 'o.requested_by',
  requestedByName: 'o.requested_by_name',
  result: 'o.result',
  errorCode: 'o.error_code',
  errorDetail: 'o.error_detail',
  pastReturn: 'o.past_return',
  cancelRequested: 'o.cancel_requested',
  canReveal: `o.reveal IS NOT NULL AND o.state = 'succeeded'`,
  createdAt: 'o.created_at',
  startedAt: 'o.started_at',
  endedAt: 'o.ended_at',
  steps: `(SELECT COALESCE(json_agg(${STEP} ORDER BY s.position), '[]') FROM operation_steps s WHERE s.operation_id = o.id)`,
};

const SELECT_OPERATION_ROW = `SELECT ${selected(COLUMNS)} FROM operations o`;

/** What each filter asks of a row. */
const FILTERS = {
  kind: 'o.kind IN (:...kind)',
  state: 'o.state IN (:...state)',
  subjectType: 'o.subject_type IN (:...subjectType)',
  subjectId: 'o.subject_id IN (:...subjectId)',
  parentId: 'o.parent_id IN (:...parentId)',
  requestedBy: 'o.requested_by IN (:...requestedBy)',
  from: 'o.created_at >= :from',
  to: 'o.created_at < :to',
  q: 'strpos(folded(o.subject_name), folded(:q)) > 0',
} as const satisfies Partial<Record<keyof OperationQuery, string>>;

/** Reads of operations, the newest first. */
@Injectable()
export class OperationsQueries {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async list(query: OperationQuery): Promise<Page<OperationRow>> {
    // Ids sort by time of making.
    return listOf(this.matching(query), { ...query, sort: query.sort === 'createdAt' ? 'id' : '-id' }, COLUMNS);
  }

  /** Those of them that are there. */
  readAll(ids: readonly string[], manager: EntityManager = this.dataSource.manager): Promise<OperationRow[]> {
    return manager.query<OperationRow[]>(`${SELECT_OPERATION_ROW} WHERE o.id = ANY($1)`, [ids]);
  }

  /** @throws DomainError 404 */
  async read(id: string, manager?: EntityManager): Promise<OperationRow> {
    const [row] = await this.readAll([id], manager);
    if (!row) throw notFound('operation');
    return row;
  }

  private matching(query: OperationQuery) {
    const rows = this.dataSource.createQueryBuilder().from(Operation, 'o').where('true');
    for (const [field, condition] of Object.entries(FILTERS)) {
      const given = query[field as keyof typeof FILTERS];
      if (given) rows.andWhere(condition, { [field]: given });
    }
    return rows;
  }
}
