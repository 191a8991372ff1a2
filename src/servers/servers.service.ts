import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { newId } from '../common/clock';
import { holdsSameCertificates } from '../common/pem';
import { KeyRing } from '../database/secrets';
import { changesBetween, Journal } from '../journal/journal.service';
import { EnteredAddresses } from '../outbound/entered-addresses';
import { Copies } from './copies/copies.service';
import { Server } from './server.entity';
import { serverFact } from './server.journal';
import { restartProbes } from './server-probes';
import { SERVER_SECRETS, type ServerSecret, sealSecrets } from './server.secrets';
import type { NewServer, ServerEdit } from './server.schemas';
import { type ServerRow, ServersQueries } from './servers.queries';

/** What people edit, as the journal tells it. */
const EDITED = [
  'name',
  'code',
  'description',
  'sequence',
  'serverUrl',
  'serverIp',
  'serverPort',
  'serverUsername',
  'dbHost',
  'dbPort',
  'dbUser',
  'cpuCores',
  'memoryGb',
  'diskGb',
  'maxInstances',
  'labels',
  'tlsCa',
  'healthIntervalSeconds',
  'archived',
] as const;

/** The registry: entering servers, editing them, taking them out. */
@Injectable()
export class ServersService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: ServersQueries,
    private readonly ring: KeyRing,
    private readonly journal: Journal,
    private readonly addresses: EnteredAddresses,
    private readonly copies: Copies,
  ) {}

  async create(actor: Actor, given: NewServer): Promise<ServerRow> {
    await this.addresses.refuseOwn('serverUrl', new URL(given.serverUrl));
    return this.dataSource.transaction(async (tx) => {
      const { serverPassword, dbPassword, masterPassword, ...facts } = given;
      const server = tx.create(Server, { id: newId(), ...facts });
      sealSecrets(server, { serverPassword, dbPassword, masterPassword }, this.ring);
      await tx.insert(Server, server);
      const changes = changesBetween<Partial<Server>>({}, server, EDITED, SERVER_SECRETS);
      await this.journal.write(tx, actor, serverFact('create', server, changes));
      return this.queries.read(server.id, tx);
    });
  }

  /** @param version the version the caller has seen (`If-Match`), or null to edit whatever is there */
  async update(actor: Actor, id: string, version: number | null, edit: ServerEdit): Promise<ServerRow> {
    if (edit.serverUrl !== undefined) await this.addresses.refuseOwn('serverUrl', new URL(edit.serverUrl));
    return this.dataSource.transaction(async (tx) => {
      const server = await lockRow(tx, Server, actor, { action: 'update', id, version });
      const before = { ...server };
      const { serverPassword, dbPassword, masterPassword, ...facts } = edit;
      Object.assign(server, withoutUndefined(facts));
      server.checkEdited();
      const given = { serverPassword, dbPassword, masterPassword };
      sealSecrets(server, { ...clearedBy(before, server), ...withoutUndefined(given) }, this.ring);
      const changes = changesBetween<Partial<Server>>(before, server, EDITED, SERVER_SECRETS);
      if (changes.length === 0) return this.queries.read(id, tx);
      const stateBefore = server.state;
      const isMoved = before.serverUrl !== server.serverUrl;
      if (isMoved) server.forgetProbes();
      // An offline server of which nothing is known any more is active again: the journal has to tell that too.
      if (server.state !== stateBefore) changes.push({ field: 'state', before: stateBefore, after: server.state });
      server.version++;
      await tx.save(server);
      if (isMoved) await restartProbes(tx, id);
      await this.journal.write(tx, actor, serverFact('update', server, changes));
      return this.queries.read(id, tx);
    });
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const server = await lockRow(tx, Server, actor, { action: 'delete', id, version });
      server.checkDelete();
      await this.copies.forgetTemplates(tx, id);
      await tx.delete(Server, { id });
      await this.journal.write(tx, actor, serverFact('delete', server));
    });
  }
}

type Address = Pick<Server, 'serverUrl' | 'tlsCa' | 'dbHost' | 'dbPort'>;

/**
 * A password must not follow an address that now leads elsewhere: whoever answers there could have it. Another path may be another
 * customer's, and another authority may vouch for somebody else at the same address.
 */
function clearedBy(before: Address, after: Address): Partial<Record<ServerSecret, null>> {
  const moved = before.serverUrl !== after.serverUrl || !holdsSameCertificates(before.tlsCa, after.tlsCa);
  const databaseMoved = moved || before.dbHost !== after.dbHost || before.dbPort !== after.dbPort;
  return {
    ...(moved && { serverPassword: null, masterPassword: null }),
    ...(databaseMoved && { dbPassword: null }),
  };
}

function withoutUndefined<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
