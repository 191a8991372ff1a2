import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { shown } from '../../common/pages';
import { Id } from '../../common/params';
import { Clock } from '../../common/clock';
import { noFields } from '../../servers/server.schemas';
import { Silence } from './silence.entity';
import {
  newSilence,
  type NewSilence,
  silencePage,
  silenceQuery,
  type SilenceQuery,
  silenceShape,
} from './silence.schemas';
import { toSilenceView } from './silence.view';
import { SilencesQueries } from './silences.queries';
import { SilencesService } from './silences.service';

@ApiTags('alerts')
@Controller('silences')
export class SilencesController {
  constructor(
    private readonly silences: SilencesService,
    private readonly queries: SilencesQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Can('read', Silence)
  @Answers(silencePage, { summary: 'List the silences', description: 'The newest first.' })
  async listSilences(@Query({ schema: silenceQuery }) query: SilenceQuery, @Caller() actor: Actor) {
    const page = await this.queries.list(query);
    const now = this.clock.now();
    return shown(page, (silence) => toSilenceView(silence, actor, now));
  }

  @Post()
  @Can('create', Silence)
  @Answers(silenceShape, {
    summary: 'Silence alerts for a while',
    description: 'What still fires when it ends is told then.',
    status: 201,
  })
  async createSilence(@Body({ schema: newSilence }) body: NewSilence, @Caller() actor: Actor) {
    return toSilenceView(await this.silences.create(actor, body), actor, this.clock.now());
  }

  @Post(':id/expire')
  @Can('expire', Silence)
  @Answers(silenceShape, {
    summary: 'End a silence now',
    errors: { 404: 'There is no such silence', 409: '`silence-over`' },
  })
  async expireSilence(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return toSilenceView(await this.silences.expire(actor, id), actor, this.clock.now());
  }
}
