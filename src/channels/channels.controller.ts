import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Tagged } from '../common/etag';
import { shown } from '../common/pages';
import { Id, IfMatch } from '../common/params';
import { Channel } from './channel.entity';
import {
  channelEdit,
  type ChannelEdit,
  channelPage,
  channelQuery,
  type ChannelQuery,
  channelShape,
  newChannel,
  type NewChannel,
} from './channel.schemas';
import { toChannelView } from './channel.view';
import { ChannelsQueries } from './channels.queries';
import { ChannelsService } from './channels.service';
import { channelTestShape } from './delivery.schemas';
import { toAttemptView } from './delivery.view';
import { ChannelTests } from './channel-tests.service';

const gone = { 404: 'There is no such channel' };

@ApiTags('channels')
@Controller('channels')
export class ChannelsController {
  constructor(
    private readonly channels: ChannelsService,
    private readonly tests: ChannelTests,
    private readonly queries: ChannelsQueries,
  ) {}

  @Get()
  @Can('read', Channel)
  @Answers(channelPage, { summary: 'List the channels' })
  async listChannels(@Query({ schema: channelQuery }) query: ChannelQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (channel) => toChannelView(channel, actor));
  }

  @Get(':id')
  @Can('read', Channel)
  @Tagged()
  @Answers(channelShape, { summary: 'Show one channel', errors: gone })
  async getChannel(@Id() id: string, @Caller() actor: Actor) {
    return toChannelView(await this.queries.read(id), actor);
  }

  @Post()
  @Can('create', Channel)
  @Tagged()
  @Answers(channelShape, {
    summary: 'Add a channel',
    description:
      'A webhook is signed by Standard Webhooks 1.0 and carries a `WebhookBody`; `webhook-id` stays the same when it is sent again.',
    status: 201,
    errors: { 409: '`name-taken`' },
  })
  async createChannel(@Body({ schema: newChannel }) body: NewChannel, @Caller() actor: Actor) {
    return toChannelView(await this.channels.create(actor, body), actor);
  }

  @Patch(':id')
  @Can('update', Channel)
  @Tagged()
  @Answers(channelShape, {
    summary: 'Change a channel',
    description:
      'The kind stays. A password is cleared when the address, its path or `tlsCa` changes and it is not sent again. What waits for this channel is tried at once.',
    errors: { ...gone, 409: '`name-taken`', 412: 'Changed meanwhile' },
  })
  async updateChannel(
    @Id() id: string,
    @Body({ schema: channelEdit }) body: ChannelEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toChannelView(await this.channels.update(actor, id, version, body), actor);
  }

  @Delete(':id')
  @Can('delete', Channel)
  @Answers(null, {
    summary: 'Delete a channel',
    description: 'What waits for it and its log go with it.',
    errors: { ...gone, 412: 'Changed meanwhile' },
  })
  async deleteChannel(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.channels.delete(actor, id, version);
  }

  @Post(':id/test')
  @Can('test', Channel)
  @Answers(channelTestShape, {
    summary: 'Send a sample notice',
    description:
      'Once, the way that all notices go, to a disabled channel too; waits up to 15 s for what becomes of it.',
    errors: gone,
  })
  async testChannel(@Id() id: string, @Caller() actor: Actor) {
    const { id: deliveryId, state, attempts } = await this.tests.test(actor, id);
    return { ok: state === 'delivered', deliveryId, attempts: attempts.map(toAttemptView) };
  }
}
