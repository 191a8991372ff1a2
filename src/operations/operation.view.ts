import type { Actor } from '../auth/actor';
import type { Kind } from './kinds';
import { Operation } from './operation.entity';
import { refusalOf } from './operation.rules';
import type { OperationView } from './operation.schemas';
import { ENDED, OPERATION_ACTIONS, type OperationAction, type OperationKind } from './operation.states';
import type { OperationRow, StepRow } from './operations.queries';

/** What may be shown of an operation, and what the caller may do with it now. */
export function toOperationView(row: OperationRow, kind: Kind | null, actor: Actor): OperationView {
  return {
    id: row.id,
    kind: row.kind as OperationKind,
    state: row.state,
    subjectType: row.subjectType,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    parentId: row.parentId,
    requestedBy: row.requestedBy,
    requestedByName: row.requestedByName,
    progress: progressOf(row),
    result: row.result,
    error: row.errorCode === null ? null : { code: row.errorCode, detail: row.errorDetail ?? '' },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    cancellable: refusalOf('cancel', row, kind) === null,
    actions: OPERATION_ACTIONS.filter((action) => isAllowed(action, row, kind, actor)),
    steps: row.steps.map(toStepView),
  };
}

function isAllowed(action: OperationAction, row: OperationRow, kind: Kind | null, actor: Actor): boolean {
  if (action === 'reveal' && row.requestedBy !== actor.id) return false;
  return actor.can(action, Operation) && refusalOf(action, row, kind) === null;
}

/** In percent: each step counts the same, and the one under way by its bytes. */
function progressOf({ state, steps }: OperationRow): number {
  if (state === 'succeeded') return 100;
  if (steps.length === 0 || ENDED.includes(state)) return 0;
  const done = steps.reduce((sum, step) => sum + shareOf(step), 0);
  return Math.round((done / steps.length) * 100);
}

function shareOf({ state, bytesDone, bytesTotal }: StepRow): number {
  if (state === 'succeeded' || state === 'skipped') return 1;
  return state === 'running' && bytesDone !== null && bytesTotal ? Math.min(1, bytesDone / bytesTotal) : 0;
}

function toStepView(step: StepRow): OperationView['steps'][number] {
  return { ...step, startedAt: utc(step.startedAt), endedAt: utc(step.endedAt) };
}

/** Times inside of JSON come as PostgreSQL writes them. */
function utc(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}
