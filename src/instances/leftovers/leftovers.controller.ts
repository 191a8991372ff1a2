import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Id } from '../../common/params';
import { DatabaseCopy } from '../../servers/copies/copy.entity';
import { keepRequest, type KeepRequest, leftovers } from './leftovers.schemas';
import { Leftovers } from './leftovers.service';

@ApiTags('servers')
@Controller('copies')
export class LeftoversController {
  constructor(private readonly leftovers: Leftovers) {}

  @Get()
  @Can('read', DatabaseCopy)
  @Answers(leftovers, {
    summary: 'List databases that Amiral made or keeps and that serve nobody',
    description: 'Why each is there, and when it goes. A server with any can be neither deactivated nor deleted.',
  })
  async listCopies() {
    return { items: await this.leftovers.list() };
  }

  @Post(':id/keep')
  @Can('keep', DatabaseCopy)
  @Answers(null, {
    summary: 'Leave such a database to people, for good',
    description: 'Amiral forgets it: it is never dropped, and keeps no server from being deactivated any more.',
    errors: { 404: 'There is no such leftover', 409: '`operation-in-progress`', 422: '`confirm` is not its name' },
  })
  async keepCopy(@Id() id: string, @Body({ schema: keepRequest }) body: KeepRequest, @Caller() actor: Actor) {
    await this.leftovers.keep(actor, id, body);
  }
}
