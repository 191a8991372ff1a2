import { z } from 'zod';
import { moment } from '../common/moment';
import { anyOf, idParam, listQuery, pageOf } from '../common/pages';
import { prose } from '../common/written';
import { OPERATION_ACTIONS, OPERATION_KINDS, OPERATION_STATES, STEP_KINDS, STEP_STATES } from './operation.states';

const time = z.iso.datetime();

const stepShape = z
  .object({
    name: z.string(),
    kind: z.enum(STEP_KINDS),
    state: z.enum(STEP_STATES),
    attempts: z.number().int(),
    startedAt: time.nullable(),
    endedAt: time.nullable(),
    detail: z.string().nullable().meta({ description: 'what was seen, or why it is tried again' }),
    bytesDone: z.number().int().nullable(),
    bytesTotal: z.number().int().nullable().meta({ description: 'null while it is not known' }),
  })
  .meta({ id: 'OperationStep' });

const summary = z.object({
  id: z.uuid(),
  kind: z.enum(OPERATION_KINDS),
  state: z.enum(OPERATION_STATES),
  subjectType: z.string(),
  subjectId: z.uuid(),
  subjectName: z.string(),
  parentId: z.uuid().nullable(),
  requestedBy: z.uuid().nullable().meta({ description: 'null: Amiral itself, by a policy' }),
  requestedByName: z.string().meta({ description: 'as it was called then' }),
  progress: z.number().min(0).max(100).meta({ description: 'percent of its steps, the one under way by its bytes' }),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  cancellable: z.boolean(),
  actions: z.array(z.enum(OPERATION_ACTIONS)).meta({ description: 'what you may do with it now' }),
});

const operationSummary = summary.meta({ id: 'OperationSummary' });
export const operationPage = pageOf(operationSummary).meta({ id: 'OperationPage' });
export const operationShape = summary.extend({ steps: z.array(stepShape) }).meta({ id: 'Operation' });
export type OperationView = z.output<typeof operationShape>;

export const operationQuery = listQuery(['createdAt']).extend({
  kind: anyOf(z.enum(OPERATION_KINDS)),
  state: anyOf(z.enum(OPERATION_STATES)),
  subjectType: anyOf(z.string().min(1).max(50)),
  subjectId: anyOf(z.uuid()),
  parentId: anyOf(z.uuid()),
  requestedBy: anyOf(z.uuid()),
  from: moment.optional().meta({ description: 'asked for at this time or later' }),
  to: moment.optional().meta({ description: 'asked for before this time' }),
});
export type OperationQuery = z.output<typeof operationQuery>;

export const resolution = z
  .strictObject({
    outcome: z.enum(['done', 'not-done']).meta({ description: 'what became of the call, as you have seen it' }),
    note: prose(1_000).nullable().optional().meta({ example: 'The database is there; looked at it in the manager' }),
  })
  .meta({ id: 'OperationResolution', example: { outcome: 'done', note: 'The database is there' } });
export type Resolution = z.output<typeof resolution>;

export const revealShape = z.object({ login: z.string(), password: z.string() }).meta({ id: 'RevealedLogin' });

export const pauseRequest = z
  .strictObject({
    reason: prose(1_000).meta({ example: 'The storage is being replaced' }),
    serverId: idParam.nullable().optional().meta({ description: 'on this server alone; absent: everywhere' }),
  })
  .meta({ id: 'OperationPauseRequest' });
export type PauseRequest = z.output<typeof pauseRequest>;

export const unpauseRequest = z
  .strictObject({ serverId: idParam.nullable().optional() })
  .meta({ id: 'OperationUnpauseRequest' });
export type UnpauseRequest = z.output<typeof unpauseRequest>;

export const pauseShape = z
  .object({
    paused: z.boolean().meta({ description: 'everywhere' }),
    pauses: z.array(
      z.object({
        serverId: z.uuid().nullable().meta({ description: 'null: everywhere' }),
        reason: z.string(),
        authorId: z.uuid().nullable(),
        authorName: z.string(),
        createdAt: time,
      }),
    ),
  })
  .meta({ id: 'OperationPauses' });
export type PauseView = z.output<typeof pauseShape>;
