import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { conflict, notFound } from '../common/errors';
import { KeyRing, type Sealed } from '../database/secrets';
import type { CheckedMaster } from '../odoo/checked-master';
import type { OdooTarget } from '../odoo/odoo.client';
import { type CallTime, OdooManager } from '../odoo/odoo-manager';
import { openSecret } from './server.secrets';

interface Address {
  serverUrl: string;
  tlsCa: string | null;
  masterPassword: Sealed | null;
}

/** How work that is done on a server reaches it: where it is, and what lets its databases be made and dropped. */
@Injectable()
export class ServerAccess {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly manager: OdooManager,
  ) {}

  /** @throws DomainError 404 */
  async target(serverId: string): Promise<OdooTarget> {
    const { serverUrl, tlsCa } = await this.addressOf(serverId);
    return { url: serverUrl, tlsCa };
  }

  /** The stored master password, tried just now. @throws DomainError 409 `no-master-password`, OdooCallError */
  async master(serverId: string, time: CallTime): Promise<CheckedMaster> {
    const { serverUrl, tlsCa, masterPassword } = await this.addressOf(serverId);
    const password = openSecret(serverId, 'masterPassword', masterPassword, this.ring);
    if (password === null) {
      throw conflict('no-master-password', 'No master password is stored for this server; enter it first.');
    }
    return this.manager.checkMasterPassword({ target: { url: serverUrl, tlsCa }, ...time }, password);
  }

  private async addressOf(serverId: string): Promise<Address> {
    const [address] = await this.dataSource.query<Address[]>(
      'SELECT server_url AS "serverUrl", tls_ca AS "tlsCa", master_password AS "masterPassword" FROM servers WHERE id = $1',
      [serverId],
    );
    if (!address) throw notFound('server');
    return address;
  }
}
