import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Kind, Kinds, type OperationFacts, type StepContext } from '../../operations/kinds';
import type { OperationState } from '../../operations/operation.states';
import { Copies } from '../../servers/copies/copies.service';
import { serverOf } from '../../operations/step-facts';
import { copiedOf, copyOf, temporary } from './publish.facts';
import { TemplateTarget } from './template-target';

const MINUTE = 60_000;
/** What passes by itself, as somebody who is connected, is waited for. */
const PATIENT = 30;

/** A template on one server. Until its copy is verified nothing but that copy was touched, and undoing drops it alone. */
@Injectable()
export class PublishCopyKind implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly target: TemplateTarget,
    private readonly copies: Copies,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.kind);
  }

  private readonly kind: Kind = {
    kind: 'publish-copy',
    compensates: true,
    steps: [
      { name: 'preflight', kind: 'repeatable', timeoutMs: MINUTE, run: (context) => this.target.preflight(context) },
      {
        name: 'record-copy',
        kind: 'local',
        run: (context, tx) => this.record(context, tx),
        compensate: {
          timeoutMs: MINUTE,
          run: ({ operation }) =>
            Promise.resolve({ save: (tx) => this.copies.forget(tx, serverOf(operation), temporary(operation)) }),
        },
      },
      {
        name: 'restore',
        kind: 'ask-first',
        lane: 'exclusive',
        timeoutMs: 120 * MINUTE,
        maxAttempts: PATIENT,
        run: (context) => this.target.restore(context),
        ask: (context) => this.target.askRestore(context),
        compensate: {
          lane: 'exclusive',
          timeoutMs: 10 * MINUTE,
          run: (context) => this.target.dropTemporary(context),
        },
      },
      { name: 'verify', kind: 'repeatable', timeoutMs: 5 * MINUTE, run: (context) => this.target.verify(context) },
      {
        name: 'replace',
        kind: 'repeatable',
        lane: 'exclusive',
        timeoutMs: 30 * MINUTE,
        maxAttempts: PATIENT,
        pointOfNoReturn: true,
        run: (context) => this.target.replace(context),
      },
      {
        name: 'rename',
        kind: 'ask-first',
        lane: 'exclusive',
        timeoutMs: 5 * MINUTE,
        maxAttempts: PATIENT,
        run: (context) => this.target.rename(context),
        ask: (context) => this.target.askRename(context),
      },
      { name: 'ready', kind: 'local', run: (context, tx) => this.ready(context, tx) },
    ],
    settle: (tx, operation, state) => this.settle(tx, operation, state),
  };

  private async record({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const copy = { serverId: serverOf(operation), name: temporary(operation), role: 'live', instanceId: null } as const;
    await this.copies.add(tx, { ...copy, templateId: operation.subjectId, operationId: operation.id });
  }

  private async ready({ operation }: StepContext, tx: EntityManager): Promise<undefined> {
    const { database, publication, cronIds } = copyOf(operation);
    await this.copies.rename(tx, serverOf(operation), temporary(operation), database, copiedOf(operation).uuid);
    await tx.query(
      `INSERT INTO template_servers (template_id, server_id, state, publication, verified_at, cron_ids)
       VALUES ($1, $2, 'ready', $3, clock_timestamp(), $4)
       ON CONFLICT (template_id, server_id) DO UPDATE SET state = 'ready', publication = excluded.publication,
         verified_at = excluded.verified_at, cron_ids = excluded.cron_ids`,
      [operation.subjectId, serverOf(operation), publication, cronIds],
    );
  }

  /** What stood there before still does, and is as good as it was. */
  private async settle(tx: EntityManager, operation: OperationFacts, state: OperationState): Promise<void> {
    if (state === 'succeeded') return;
    await tx.query(
      `UPDATE template_servers SET state = 'failed' WHERE template_id = $1 AND server_id = $2 AND state = 'pending'`,
      [operation.subjectId, serverOf(operation)],
    );
  }
}
