import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Id } from '../../common/params';
import { Instance } from '../instance.entity';
import { AdoptingMany } from './adopting-many.service';
import { adopted, type Adoptions, adoptions, databaseList } from './databases.schemas';
import { DatabasesService } from './databases.service';

const gone = { 404: 'There is no such server' };

/** The databases of a server, recorded or not. */
@ApiTags('servers')
@Controller('servers/:id')
export class DatabasesController {
  constructor(
    private readonly databases: DatabasesService,
    private readonly adopting: AdoptingMany,
  ) {}

  @Get('databases')
  @Can('read', Instance)
  @Answers(databaseList, {
    summary: 'List the databases of a server',
    description: 'Asks the server, and says of each whose it is.',
    errors: { ...gone, 409: '`list-db-off`, `database-down`', 502: 'Not reached', 504: 'No answer in time' },
  })
  async listServerDatabases(@Id() id: string, @Caller() actor: Actor) {
    return this.databases.list(actor, id);
  }

  @Post('adopt')
  @Can('adopt', Instance)
  @Answers(adopted, {
    summary: 'Record many databases that are already on a server',
    description: 'Each by itself, as `POST /instances/adopt` does it: one that is refused harms no other.',
    errors: gone,
  })
  async adoptServerDatabases(@Id() id: string, @Body({ schema: adoptions }) body: Adoptions, @Caller() actor: Actor) {
    return this.adopting.adopt(actor, id, body);
  }
}
