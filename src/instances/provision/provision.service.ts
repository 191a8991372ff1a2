import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { TemplateAccess } from '../../catalog/template-access';
import { Journal } from '../../journal/journal.service';
import { OperationsService } from '../../operations/operations.service';
import { mustTakeIncoming } from '../../servers/server-slots';
import { Instance } from '../instance.entity';
import { instanceChanges, instanceFact } from '../instance.journal';
import type { ProvisionRequest } from '../instance.schemas';
import type { InstanceState } from '../instance.states';
import { WorkStart } from '../work-start.service';
import { firstPassword, type ProvisionInput } from './provision.facts';

/** Starts the making of customers' databases. */
@Injectable()
export class ProvisionService {
  constructor(
    private readonly templates: TemplateAccess,
    private readonly start: WorkStart,
    private readonly operations: OperationsService,
    private readonly journal: Journal,
  ) {}

  /**
   * @param instance locked, a draft or one that failed
   * @returns the id of the operation
   * @throws DomainError 409 `wrong-state`, `no-template`, `template-not-ready`, `no-service-login`, `server-not-reachable`,
   *   `server-cordoned`, `operation-in-progress`
   */
  async begin(tx: EntityManager, actor: Actor, instance: Instance, asked: ProvisionRequest): Promise<string> {
    const before = { ...instance };
    await this.start.refuseBusy(tx, instance);
    instance.provision();
    const templateId = instance.templateId ?? '';
    await this.templates.mustBeReady(tx, instance.serverId, templateId);
    const { serverUrl } = await this.start.host(tx, instance, mustTakeIncoming);
    await tx.save(instance);
    await this.journal.write(tx, actor, instanceFact('provision', instance, instanceChanges(before, instance)));
    const { adminPassword = firstPassword() } = asked;
    const input = inputFor(instance, { ...asked, before: before.state, serverUrl });
    return this.operations.start(tx, actor, {
      ...this.start.about('provision', instance),
      input: { ...input },
      secrets: { adminPassword },
    });
  }
}

function inputFor(
  { customerName, customerEmail, databaseName, domain, templateId }: Instance,
  asked: ProvisionRequest & { before: InstanceState; serverUrl: string },
): ProvisionInput {
  const { adminLogin = customerEmail, companyName = customerName } = asked;
  return {
    before: asked.before,
    ...{ customerName, customerEmail, databaseName, adminLogin, companyName },
    templateId: templateId ?? '',
    ...{ language: asked.language ?? null, timezone: asked.timezone ?? null, country: asked.country ?? null },
    baseUrl: domain === null ? asked.serverUrl : `https://${domain}`,
    reveals: asked.adminPassword === undefined,
  };
}
