import { Injectable } from '@nestjs/common';

/** Calls made by hand to a server: they go to the process that probes it, so that never two are open on one server. */
@Injectable()
export class ProbeDesk {
  /** Whether the server has a database of this name. @throws DomainError 502 or 504 when it cannot be told */
  databaseExists(_serverId: string, _name: string): Promise<boolean> {
    return Promise.reject(new Error('not wired yet'));
  }
}
