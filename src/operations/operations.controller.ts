import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { shown } from '../common/pages';
import { Id } from '../common/params';
import { Kinds } from './kinds';
import { Operation, OperationPause } from './operation.entity';
import {
  operationPage,
  operationQuery,
  type OperationQuery,
  operationShape,
  pauseRequest,
  type PauseRequest,
  pauseShape,
  resolution,
  type Resolution,
  revealShape,
  unpauseRequest,
  type UnpauseRequest,
} from './operation.schemas';
import { toOperationView } from './operation.view';
import { OperationsQueries, type OperationRow } from './operations.queries';
import { OperationsService } from './operations.service';
import { Pauses } from './pauses.service';

const gone = { 404: 'There is no such operation' };

@ApiTags('operations')
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly operations: OperationsService,
    private readonly queries: OperationsQueries,
    private readonly pauses: Pauses,
    private readonly kinds: Kinds,
  ) {}

  @Get()
  @Can('read', Operation)
  @Answers(operationPage, { summary: 'List operations', description: 'The newest first, without their steps.' })
  async listOperations(@Query({ schema: operationQuery }) query: OperationQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (row) => this.view(row, actor));
  }

  @Get('pause')
  @Can('read', OperationPause)
  @Answers(pauseShape, { summary: 'Read the stop switch' })
  async getOperationPause() {
    return this.pauses.read();
  }

  @Post('pause')
  @Can('pause', OperationPause)
  @Answers(pauseShape, {
    summary: 'Pause operations',
    description: 'Steps under way end, none begins; watching and alerts go on.',
  })
  async pauseOperations(@Body({ schema: pauseRequest }) body: PauseRequest, @Caller() actor: Actor) {
    return this.pauses.pause(actor, body);
  }

  @Post('unpause')
  @Can('unpause', OperationPause)
  @Answers(pauseShape, {
    summary: 'Let operations go on',
    errors: { 409: '`not-reconciled`: Amiral was restored, and nobody has read the reconciliation yet' },
  })
  async unpauseOperations(@Body({ schema: unpauseRequest }) body: UnpauseRequest, @Caller() actor: Actor) {
    return this.pauses.unpause(actor, body);
  }

  @Get(':id')
  @Can('read', Operation)
  @Answers(operationShape, { summary: 'Show one operation with its steps', errors: gone })
  async getOperation(@Id() id: string, @Caller() actor: Actor) {
    return this.show(id, actor);
  }

  @Post(':id/cancel')
  @Can('cancel', Operation)
  @HttpCode(200)
  @Answers(operationShape, {
    summary: 'Cancel an operation',
    description: 'It ends between two steps, or what may be aborted is; what was done is undone.',
    errors: { ...gone, 409: '`wrong-state`, `past-point-of-no-return`' },
  })
  async cancelOperation(@Id() id: string, @Caller() actor: Actor) {
    await this.operations.cancel(actor, id);
    return this.show(id, actor);
  }

  @Post(':id/retry')
  @Can('retry', Operation)
  @HttpCode(200)
  @Answers(operationShape, {
    summary: 'Try a failed operation again',
    description: 'Only one that failed with nothing to undo; it begins at the step that failed.',
    errors: { ...gone, 409: '`not-retryable`, `operation-in-progress`' },
  })
  async retryOperation(@Id() id: string, @Caller() actor: Actor) {
    await this.operations.retry(actor, id);
    return this.show(id, actor);
  }

  @Post(':id/resolve')
  @Can('resolve', Operation)
  @HttpCode(200)
  @Answers(operationShape, {
    summary: 'Say what became of a call',
    description:
      'Of an operation that needs an operator. `done`: it goes on; `not-done`: it is undone, or past the point of no return stays as it is.',
    errors: { ...gone, 409: '`wrong-state`' },
  })
  async resolveOperation(@Id() id: string, @Body({ schema: resolution }) body: Resolution, @Caller() actor: Actor) {
    await this.operations.resolve(actor, id, body);
    return this.show(id, actor);
  }

  @Post(':id/reveal')
  @Can('reveal', Operation)
  @HttpCode(200)
  @Answers(revealShape, {
    summary: 'Show the first password once',
    description: 'To whoever asked for the operation, within a day; it is erased by being shown.',
    errors: { 403: 'Somebody else asked for it', 404: '`nothing-to-reveal`', 410: '`already-revealed`' },
  })
  async revealOperation(@Id() id: string, @Caller() actor: Actor) {
    return this.operations.reveal(actor, id);
  }

  private async show(id: string, actor: Actor) {
    return this.view(await this.queries.read(id), actor);
  }

  private view(row: OperationRow, actor: Actor) {
    return toOperationView(row, this.kinds.find(row.kind), actor);
  }
}
