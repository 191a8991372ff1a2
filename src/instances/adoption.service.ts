import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { CatalogService } from '../catalog/catalog.service';
import { Clock, newId } from '../common/clock';
import { conflict } from '../common/errors';
import { ProbeDispatcher } from '../health/probe-dispatcher.service';
import type { DatabaseStanding } from '../odoo/odoo.client';
import { Journal } from '../journal/journal.service';
import { Copies } from '../servers/copies/copies.service';
import { type Host, mustBeInService, readHost, takeSlotOf } from '../servers/server-slots';
import { Instance } from './instance.entity';
import { instanceChanges, instanceFact } from './instance.journal';
import type { Adoption } from './instance.schemas';

/** How databases that were there before Amiral come into the record. */
@Injectable()
export class AdoptionService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly catalog: CatalogService,
    private readonly dispatcher: ProbeDispatcher,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly copies: Copies,
  ) {}

  /**
   * Records a database that is already on a server as an active instance, after asking the server for it.
   * @throws DomainError 422 naming the field for an unknown server, plan or template; 409 `server-not-active`, `server-full`,
   *   `database-is-a-template`, `database-is-a-copy`, `database-not-found`, `not-an-odoo-database`, or `changed-meanwhile` when the server's address is not
   *   the asked one any more; 502 and 504 when the server does not say what the database is
   */
  async adopt(actor: Actor, given: Adoption): Promise<Instance> {
    const { serverUrl } = await this.checkAdopt(given);
    refuseForeign(given.databaseName, await this.dispatcher.findDatabase(given.serverId, given.databaseName));
    const { expiresAt, ...facts } = given;
    return this.dataSource.transaction(async (tx) => {
      await this.checkName(tx, given);
      await takeSlotOf(tx, facts.serverId, (host) => {
        mustBeInService(host);
        if (host.serverUrl === serverUrl) return;
        throw conflict('changed-meanwhile', 'The address of the server was changed while it was asked; try again.');
      });
      const instance = Instance.of({ id: newId(), ...facts, expiresAt: expiresAt ? new Date(expiresAt) : null });
      instance.adopt(this.clock.now());
      await tx.insert(Instance, instance);
      await this.journal.write(tx, actor, instanceFact('adopt', instance, instanceChanges({}, instance)));
      return instance;
    });
  }

  /** What would refuse an adoption anyway is found before the server is called. */
  private async checkAdopt(given: Adoption): Promise<Host> {
    const { manager } = this.dataSource;
    await this.checkName(manager, given);
    const host = await readHost(manager, given.serverId);
    mustBeInService(host);
    return host;
  }

  private async checkName(tx: EntityManager, given: Adoption): Promise<void> {
    await this.catalog.checkOffered(tx, given);
    await this.catalog.refuseTemplateDatabase(tx, given.databaseName);
    await this.copies.refuseOurs(tx, given.serverId, given.databaseName);
  }
}

/** Only what an Odoo has made can be a customer's. @throws DomainError 409 */
function refuseForeign(name: string, standing: DatabaseStanding): void {
  if (standing === 'missing') throw conflict('database-not-found', `The server has no database "${name}".`);
  if (standing === 'odoo') return;
  throw conflict(
    'not-an-odoo-database',
    `"${name}" is no database this Odoo serves: it is empty, half made, of another version, another role's, or left out by -d (db_name).`,
  );
}
