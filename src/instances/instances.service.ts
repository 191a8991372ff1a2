import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { CatalogService } from '../catalog/catalog.service';
import { newId } from '../common/clock';
import { LOCKS } from '../database/locks';
import { Journal } from '../journal/journal.service';
import { PlacementService } from '../servers/placement.service';
import { mustTakeNew, takeSlotOf } from '../servers/server-slots';
import { Instance } from './instance.entity';
import { EXTERNAL_ID_USED } from './instance.states';
import { instanceChanges, instanceFact } from './instance.journal';
import { type InstanceEdit, type InstanceFacts, type NewInstance, parted } from './instance.schemas';
import { ProvisionService } from './provision/provision.service';

interface Created {
  id: string;
  /** False for one that an earlier call made. */
  isNew: boolean;
  operationId: string | null;
}

/** Entering instances, editing them, deleting what is left of them. */
@Injectable()
export class InstancesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalog: CatalogService,
    private readonly placement: PlacementService,
    private readonly journal: Journal,
    private readonly provision: ProvisionService,
  ) {}

  /**
   * Records a draft on the server asked for, or on the best one; its slot, its row and its journal line stand or fall together. An
   * instance that has its external id already is answered as it is.
   * @returns with `provision` the operation that makes its database besides
   * @throws DomainError 422 naming the field for an unknown server, plan or template; 409 when no server takes it
   */
  async create(tx: EntityManager, actor: Actor, given: NewInstance): Promise<Created> {
    const { instanceFacts, provisionFacts } = parted(given);
    const known = await this.findKnown(tx, given);
    if (known) return { id: known.id, isNew: false, operationId: null };
    const instance = await this.draft(tx, actor, instanceFacts, given.provision ? given.templateId : null);
    const operationId = given.provision ? await this.provision.begin(tx, actor, instance, provisionFacts) : null;
    return { id: instance.id, isNew: true, operationId };
  }

  /** @param templateId of one that is made at once: that must be ready where it goes */
  private async draft(
    tx: EntityManager,
    actor: Actor,
    { serverId: asked, minCapacityPercent = 0, expiresAt, ...facts }: InstanceFacts,
    templateId: string | null,
  ): Promise<Instance> {
    await this.catalog.checkOffered(tx, facts);
    const serverId = asked ?? (await this.placement.takeSlot(tx, minCapacityPercent, templateId));
    if (asked) await takeSlotOf(tx, asked, mustTakeNew);
    const instance = Instance.of({ id: newId(), ...facts, serverId, expiresAt: dateOf(expiresAt) });
    await tx.insert(Instance, instance);
    await this.journal.write(tx, actor, instanceFact('create', instance, instanceChanges({}, instance)));
    return instance;
  }

  /**
   * What an earlier call of whoever chose the id has made already; a second one at the same moment waits for the first.
   * @throws DomainError 409 `external-id-used` when that is another database or customer
   */
  private async findKnown(tx: EntityManager, given: NewInstance): Promise<Instance | null> {
    const { externalId, databaseName, customerEmail } = given;
    if (!externalId) return null;
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [externalId, LOCKS.externalIds]);
    const known = await tx.findOneBy(Instance, { externalId });
    if (known === null || (known.databaseName === databaseName && known.customerEmail === customerEmail)) return known;
    throw EXTERNAL_ID_USED;
  }

  /**
   * @param version the version the caller has seen (`If-Match`), or null to edit whatever is there
   * @throws DomainError 409 when the instance is terminated, 422 when the new plan or template is not on offer
   */
  async update(
    actor: Actor,
    id: string,
    version: number | null,
    { expiresAt, ...edit }: InstanceEdit,
  ): Promise<Instance> {
    return this.dataSource.transaction(async (tx) => {
      const instance = await lockRow(tx, Instance, actor, { action: 'update', id, version });
      const before = { ...instance };
      Object.assign(instance, edit, expiresAt !== undefined && { expiresAt: dateOf(expiresAt) });
      instance.checkEdited(before);
      const changes = instanceChanges(before, instance);
      if (changes.length === 0) return instance;
      // What it has already may have been archived since: only what is chosen now must be on offer.
      const chosen = changes.map(({ field }) => field);
      await this.catalog.checkOffered(tx, {
        ...(chosen.includes('planId') && { planId: instance.planId }),
        ...(chosen.includes('templateId') && { templateId: instance.templateId }),
      });
      instance.version++;
      await tx.save(instance);
      await this.journal.write(tx, actor, instanceFact('update', instance, changes));
      return instance;
    });
  }

  /** Removes what is left of a terminated instance; its journal stays. @throws DomainError 409 `instance-not-terminated` */
  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const instance = await lockRow(tx, Instance, actor, { action: 'delete', id, version });
      instance.checkDelete();
      await tx.delete(Instance, { id });
      await this.journal.write(tx, actor, instanceFact('delete', instance, instanceChanges(instance, {})));
    });
  }
}

function dateOf(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
