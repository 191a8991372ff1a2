import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { conflict, notFound } from '../common/errors';
import { KeyRing, placeOf, type Sealed } from '../database/secrets';
import { OdooInside } from '../odoo/inside/odoo-inside';
import type { Session } from '../odoo/inside/session';
import type { CallTime } from '../odoo/odoo-manager';
import { ServerAccess } from '../servers/server-access.service';
import { NO_SERVICE_LOGIN } from './instance.states';

/** A login of the group system in a customer's database, Amiral's own. */
export interface ServiceAccess {
  /** Null for one that is signed in with login and password alone. */
  uid: number | null;
  login: string;
  password: string;
  /** From Odoo 19 on, of that user. */
  apiKey: string | null;
}

interface Stored {
  serverId: string;
  databaseName: string;
  access: Sealed | null;
  fleetId: string;
}

/** The parameter of a database that says which Amiral works on it. */
export const FLEET_PARAMETER = 'amiral.fleet';

/** How Amiral gets into customers' databases. */
@Injectable()
export class InstanceAccess {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly servers: ServerAccess,
    private readonly inside: OdooInside,
  ) {}

  seal(instanceId: string, access: ServiceAccess): Sealed {
    return this.ring.seal(JSON.stringify(access), placeOf('instances', 'serviceAccess', instanceId));
  }

  /**
   * Signs in with what is stored.
   * @param database its name while it has not yet its own
   * @throws DomainError 409 `no-service-login`, `login-refused`, `owned-by-another-fleet`; OdooCallError
   */
  async session(instanceId: string, time: CallTime, database?: string): Promise<Session> {
    const stored = await this.stored(instanceId);
    const session = await this.enter(instanceId, stored, time, database);
    await this.refuseAnothers(session, stored.fleetId, time);
    return session;
  }

  /**
   * Writes into the database that this Amiral works on it, whichever did before.
   * @returns which that was, or null
   * @throws DomainError 409 `no-service-login`, `login-refused`, `not-as-asked`; OdooCallError
   */
  async claim(instanceId: string, time: CallTime): Promise<string | null> {
    const stored = await this.stored(instanceId);
    const session = await this.enter(instanceId, stored, time);
    const before = await this.inside.parameter(session, FLEET_PARAMETER, time);
    if (before !== stored.fleetId) await this.mark(session, stored.fleetId, time);
    return before;
  }

  /** Which Amiral works on a database. @throws DomainError 409 `no-service-login`, `login-refused`; OdooCallError */
  async fleetOf(instanceId: string, time: CallTime): Promise<'ours' | 'another' | 'none'> {
    const stored = await this.stored(instanceId);
    const session = await this.enter(instanceId, stored, time);
    const owner = await this.inside.parameter(session, FLEET_PARAMETER, time);
    if (owner === null) return 'none';
    return owner === stored.fleetId ? 'ours' : 'another';
  }

  /** As `claim`, of a database that is nobody's so far. */
  async claimFree(session: Session, time: CallTime): Promise<void> {
    if ((await this.inside.parameter(session, FLEET_PARAMETER, time)) !== null) return;
    await this.mark(session, await this.fleetId(), time);
  }

  /** Tries a login. @throws DomainError 409 `login-refused`, OdooCallError refused `login-not-admin` */
  async signIn(serverId: string, database: string, access: ServiceAccess, time: CallTime): Promise<Session> {
    const settings = { target: await this.servers.target(serverId), ...time };
    const { uid, login, password, apiKey } = access;
    const session =
      apiKey !== null && uid !== null
        ? await this.inside.signInByKey(settings, database, uid, apiKey)
        : await this.inside.signIn(settings, database, login, password);
    if (session) return session;
    throw conflict('login-refused', 'Odoo refuses the login that Amiral has in this database.');
  }

  /** This Amiral, as it is written into the databases that it works on. */
  async fleetId(): Promise<string> {
    const [fleet] = await this.dataSource.query<{ id: string }[]>('SELECT id FROM fleet_identity');
    return fleet?.id ?? '';
  }

  private async enter(instanceId: string, stored: Stored, time: CallTime, database?: string): Promise<Session> {
    if (stored.access === null) throw NO_SERVICE_LOGIN;
    const access = this.open(instanceId, stored.access);
    return this.signIn(stored.serverId, database ?? stored.databaseName, access, time);
  }

  private async mark(session: Session, fleetId: string, time: CallTime): Promise<void> {
    if ((await this.inside.setParameter(session, FLEET_PARAMETER, fleetId, time)) === fleetId) return;
    throw conflict('not-as-asked', `Read back, ${FLEET_PARAMETER} is not what was written.`);
  }

  private async refuseAnothers(session: Session, fleetId: string, time: CallTime): Promise<void> {
    const owner = await this.inside.parameter(session, FLEET_PARAMETER, time);
    if (owner === null || owner === fleetId) return;
    throw conflict(
      'owned-by-another-fleet',
      'Another Amiral works on this database. If it is gone for good, an administrator claims the instance.',
    );
  }

  private open(instanceId: string, access: Sealed): ServiceAccess {
    return JSON.parse(this.ring.open(access, placeOf('instances', 'serviceAccess', instanceId))) as ServiceAccess;
  }

  private async stored(instanceId: string): Promise<Stored> {
    const [stored] = await this.dataSource.query<Stored[]>(
      `SELECT server_id AS "serverId", database_name AS "databaseName", service_access AS access,
          (SELECT id FROM fleet_identity) AS "fleetId" FROM instances WHERE id = $1`,
      [instanceId],
    );
    if (!stored) throw notFound('instance');
    return stored;
  }
}
