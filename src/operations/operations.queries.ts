import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { notFound } from '../common/errors';
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
const COLUMNS: Readonly<Record<keyof OperationRow, string>> = {
  id: 'o.id',
  kind: 'o.kind',
  state: 'o.state',
  subjectType: 'o.subject_type',
  subjectId: 'o.subject_id',
  subjectName: 'o.subject_name',
  parentId: 'o.parent_id',
  requestedBy: 'o.requested_by',
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
    const { page, perPage, sort } = query;
    const rows = this.matching(query);
    const total = await rows.clone().select('count(*)', 'total').getRawOne<{ total: string }>();
    const items = await this.select(rows)
      // Ids sort by time of making.
      .orderBy('o.id', sort === 'createdAt' ? 'ASC' : 'DESC')
      .offset((page - 1) * perPage)
      .limit(perPage)
      .getRawMany<OperationRow>();
    return { items, total: Number(total?.total ?? 0), page, perPage };
  }

  /** Those of them that are there. */
  readAll(ids: readonly string[]): Promise<OperationRow[]> {
    return this.select(this.all().where('o.id = ANY(:ids)', { ids })).getRawMany<OperationRow>();
  }

  /** @throws DomainError 404 */
  async read(id: string, manager = this.dataSource.manager): Promise<OperationRow> {
    const row = await this.select(this.all(manager).where('o.id = :id', { id })).getRawOne<OperationRow>();
    if (!row) throw notFound('operation');
    return row;
  }

  private all(manager = this.dataSource.manager) {
    return manager.createQueryBuilder().from(Operation, 'o');
  }

  private select(rows: ReturnType<OperationsQueries['all']>) {
    rows.select([]);
    for (const [field, column] of Object.entries(COLUMNS)) rows.addSelect(column, field);
    return rows;
  }

  private matching(query: OperationQuery) {
    const rows = this.all().where('true');
    for (const [field, condition] of Object.entries(FILTERS)) {
      const given = query[field as keyof typeof FILTERS];
      if (given) rows.andWhere(condition, { [field]: given });
    }
    return rows;
  }
}
