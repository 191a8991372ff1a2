import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { conflict } from '../common/errors';
import { Journal } from '../journal/journal.service';
import { Instance } from './instance.entity';
import { instanceFact } from './instance.journal';
import { InstanceAccess, type ServiceAccess } from './instance-access.service';
import type { ServiceLogin } from './instance.schemas';
import { type InstanceState } from './instance.states';
import { WorkStart } from './work-start.service';

/** Where there is a database to log in to. */
const HAS_DATABASE: readonly InstanceState[] = ['active', 'suspended', 'expired'];
const TIMEOUT_MS = 30_000;

/** The login that Amiral is given in a database it has not made. */
@Injectable()
export class ServiceLoginService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly access: InstanceAccess,
    private readonly start: WorkStart,
    private readonly journal: Journal,
  ) {}

  /** Tries it, then stores it. @throws DomainError 409 `login-refused`, `login-not-admin`, 502 and 504 */
  async set(actor: Actor, id: string, { login, password }: ServiceLogin): Promise<void> {
    const { serverId, databaseName } = await this.dataSource.transaction((tx) => this.lock(tx, actor, id));
    const access: ServiceAccess = { uid: null, login, password, apiKey: null };
    const time = { timeoutMs: TIMEOUT_MS };
    await this.access.claimFree(await this.access.signIn(serverId, databaseName, access, time), time);
    await this.dataSource.transaction(async (tx) => {
      const instance = await this.lock(tx, actor, id);
      await tx.query('UPDATE instances SET service_access = $2 WHERE id = $1', [id, this.access.seal(id, access)]);
      await this.journal.write(tx, actor, instanceFact('service-login', instance));
    });
  }

  private async lock(tx: EntityManager, actor: Actor, id: string): Promise<Instance> {
    const instance = await lockRow(tx, Instance, actor, { action: 'service-login', id });
    await this.start.refuseBusy(tx, instance);
    if (HAS_DATABASE.includes(instance.state)) return instance;
    throw conflict('wrong-state', `There is no database to log in to while the instance is ${instance.state}.`);
  }
}
