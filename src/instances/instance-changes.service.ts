import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AMIRAL, Journal, type JournalFact } from '../journal/journal.service';
import { Instance } from './instance.entity';
import { instanceChanges, instanceFact } from './instance.journal';
import { lockHostOf } from './instance-lock';

/** How work changes an instance: the row and the journal's line in one transaction. */
@Injectable()
export class InstanceChanges {
  constructor(private readonly journal: Journal) {}

  /** @param action the journal's word for it */
  async make(
    tx: EntityManager,
    id: string,
    action: JournalFact['action'],
    apply: (instance: Instance) => void,
  ): Promise<Instance> {
    await lockHostOf(tx, id);
    const instance = await tx.findOneOrFail(Instance, { where: { id }, lock: { mode: 'for_no_key_update' } });
    const before = { ...instance };
    apply(instance);
    await tx.save(instance);
    await this.journal.write(tx, AMIRAL, instanceFact(action, instance, instanceChanges(before, instance)));
    return instance;
  }
}
