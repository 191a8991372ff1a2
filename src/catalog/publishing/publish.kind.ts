import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Kind, Kinds } from '../../operations/kinds';
import { PublishParts } from './publish-parts';
import { TemplateSource } from './template-source';

const MINUTE = 60_000;

/**
 * A template, from its source to servers. The source is fenced and stays so; each server then is an operation of its own, so that one that
 * fails harms no other. What failed on some is tried again on these.
 */
@Injectable()
export class PublishKind implements OnModuleInit {
  constructor(
    private readonly kinds: Kinds,
    private readonly source: TemplateSource,
    private readonly parts: PublishParts,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this.kind);
  }

  private readonly kind: Kind = {
    kind: 'publish',
    compensates: false,
    steps: [
      { name: 'read-source', kind: 'repeatable', timeoutMs: MINUTE, run: (context) => this.source.read(context) },
      {
        name: 'fence-source',
        kind: 'repeatable',
        timeoutMs: MINUTE,
        // A scheduled action may run for long.
        maxAttempts: 30,
        run: (context) => this.source.fence(context),
      },
      {
        name: 'servers',
        kind: 'repeatable',
        // Of the source: the parts save it one after the other.
        lane: 'backup',
        timeoutMs: 24 * 60 * MINUTE,
        run: (context) => this.parts.run(context),
        compensate: { timeoutMs: 60 * MINUTE, run: (context) => this.parts.cancel(context) },
      },
    ],
  };
}
