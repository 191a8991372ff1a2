import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { conflict, DomainError } from '../../common/errors';
import type { StepContext, StepResult } from '../../operations/kinds';
import { ENDED, type OperationState } from '../../operations/operation.states';
import { OperationsService } from '../../operations/operations.service';
import { TryAgain } from '../../operations/step-errors';
import { serverOf } from '../../operations/step-facts';
import { publishOf, sourceOf } from './publish.facts';

const LOOK_MS = 250;

interface Part {
  state: OperationState;
  code: string | null;
  detail: string | null;
}

type Verdict = Omit<Part, 'state'> & { serverId: string; isReady: boolean };

/** The parts of a publication: one operation a server, one after the other, for the source is saved once for each. */
@Injectable()
export class PublishParts {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly operations: OperationsService,
  ) {}

  /** Goes on after whoever was lost: what was started is found again. @throws DomainError 409 `not-everywhere` when a server failed */
  async run(context: StepContext): Promise<StepResult> {
    const verdicts: Verdict[] = [];
    for (const serverId of publishOf(context.operation).serverIds) verdicts.push(await this.on(serverId, context));
    const failed = verdicts.filter(({ isReady }) => !isReady);
    const { publication } = publishOf(context.operation);
    if (failed.length === 0) {
      const servers = [serverOf(context.operation), ...verdicts.map(({ serverId }) => serverId)];
      return { result: { publication, servers } };
    }
    const codes = [...new Set(failed.map(({ code }) => code ?? 'unknown'))].join(', ');
    const many = `${String(failed.length)} of ${String(verdicts.length)}`;
    throw conflict(
      'not-everywhere',
      `${many} servers did not get it (${codes}); the others have it. Its parts say why.`,
    );
  }

  /** Ends what is under way, and waits for that. */
  async cancel(context: StepContext): Promise<undefined> {
    const { operation } = context;
    await this.dataSource.transaction((tx) => this.operations.cancelParts(tx, operation.id));
    for (const serverId of publishOf(operation).serverIds) {
      const id = await this.partOn(serverId, operation.id, 'open');
      if (id) await this.outcome(id, context);
    }
  }

  private async on(serverId: string, context: StepContext): Promise<Verdict> {
    try {
      const id = await this.begin(serverId, context);
      const { state, code, detail } = await this.outcome(id, context);
      return { serverId, isReady: state === 'succeeded', code: code ?? state, detail };
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof TryAgain) throw error;
      return { serverId, isReady: false, code: error.code, detail: error.message };
    }
  }

  private async begin(serverId: string, { operation }: StepContext): Promise<string> {
    const known = await this.partOn(serverId, operation.id, 'any');
    if (known) return known;
    const { database, publication, by } = publishOf(operation);
    const { serie, uuid, cronIds } = sourceOf(operation);
    return this.dataSource.transaction((tx) =>
      this.operations.start(
        tx,
        { ...by, requestId: null, ip: null },
        {
          kind: 'publish-copy',
          subject: { type: 'template', id: operation.subjectId, name: operation.subjectName },
          serverId,
          exclusion: `template:${operation.subjectId}@${serverId}`,
          input: { database, publication, sourceServerId: serverOf(operation), serie, uuid, cronIds },
          parentId: operation.id,
        },
      ),
    );
  }

  /** One that failed is not taken up again: another is started. */
  private async partOn(serverId: string, parentId: string, which: 'any' | 'open'): Promise<string | null> {
    const [part] = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM operations WHERE parent_id = $1 AND server_id = $2
          AND (ended_at IS NULL OR ($3 AND state = 'succeeded')) ORDER BY id DESC LIMIT 1`,
      [parentId, serverId, which === 'any'],
    );
    return part?.id ?? null;
  }

  private async outcome(id: string, context: StepContext): Promise<Part> {
    for (;;) {
      const [part] = await this.dataSource.query<Part[]>(
        'SELECT state, error_code AS code, error_detail AS detail FROM operations WHERE id = $1',
        [id],
      );
      if (!part) throw conflict('part-gone', 'The record of a part is gone.');
      if (ENDED.includes(part.state) || part.state === 'needs-operator') return part;
      if (context.signal.aborted) throw new TryAgain('aborted', 'It was called off.');
      await wait(LOOK_MS);
    }
  }
}
