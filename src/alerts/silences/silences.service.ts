import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { Clock, newId } from '../../common/clock';
import { conflict, invalid } from '../../common/errors';
import { changesBetween, Journal } from '../../journal/journal.service';
import { refuseUnknown } from '../known';
import { Silence } from './silence.entity';
import { silenceFact } from './silence.journal';
import type { NewSilence } from './silence.schemas';
import { refusal } from '../alert.refusals';

const JOURNALLED = ['labels', 'serverIds', 'ruleIds', 'reason', 'startsAt', 'endsAt'] as const;

/** Who knows already and does not want to be called. */
@Injectable()
export class SilencesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  async create(actor: Actor, given: NewSilence): Promise<Silence> {
    const now = this.clock.now();
    const startsAt = given.startsAt ? new Date(given.startsAt) : now;
    const endsAt = new Date(given.endsAt);
    if (endsAt <= startsAt || endsAt <= now) throw invalid('endsAt', refusal('silence-end'));
    return this.dataSource.transaction(async (tx) => {
      const silence = tx.create(Silence, {
        id: newId(),
        labels: given.labels ?? {},
        serverIds: given.serverIds ?? [],
        ruleIds: given.ruleIds ?? [],
        reason: given.reason,
        authorId: actor.id,
        authorName: actor.name,
        startsAt,
        endsAt,
        createdAt: now,
      });
      await refuseUnknown(tx, 'serverIds', silence.serverIds);
      await refuseUnknown(tx, 'ruleIds', silence.ruleIds);
      await tx.insert(Silence, silence);
      await this.journal.write(
        tx,
        actor,
        silenceFact('create', silence, changesBetween<Partial<Silence>>({}, silence, JOURNALLED)),
      );
      return silence;
    });
  }

  /** Ends it now. @throws DomainError 409 `silence-over` */
  async expire(actor: Actor, id: string): Promise<Silence> {
    return this.dataSource.transaction(async (tx) => {
      const silence = await lockRow(tx, Silence, actor, { action: 'expire', id });
      const now = this.clock.now();
      if (silence.endsAt <= now) throw conflict('silence-over', 'This silence is over already.');
      const before = { ...silence };
      silence.endsAt = now;
      if (silence.startsAt > now) silence.startsAt = now;
      await tx.save(silence);
      await this.journal.write(
        tx,
        actor,
        silenceFact('expire', silence, changesBetween<Partial<Silence>>(before, silence, JOURNALLED)),
      );
      return silence;
    });
  }
}
