import { Injectable } from '@nestjs/common';
import { Server } from '../servers/server.entity';
import { toServerView } from '../servers/server.view';
import { type ServerRow, ServersQueries } from '../servers/servers.queries';
import type { Actor } from '../auth/actor';
import type { Source } from './source';

/** Servers, as `GET /servers` shows them. */
@Injectable()
export class ServerSource implements Source<ServerRow> {
  readonly kind = 'server';
  readonly subject = Server;

  constructor(private readonly queries: ServersQueries) {}

  read(ids: readonly string[]): Promise<ServerRow[]> {
    return this.queries.readAll(ids);
  }

  view(row: ServerRow, actor: Actor): unknown {
    return toServerView(row, actor);
  }
}
