import { Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { shown } from '../common/pages';
import { Id } from '../common/params';
import { DeliveriesQueries } from './deliveries.queries';
import { DeliveriesService } from './deliveries.service';
import { Delivery } from './delivery.entity';
import {
  channelDeliveryQuery,
  type ChannelDeliveryQuery,
  deliveryPage,
  deliveryQuery,
  type DeliveryQuery,
  deliveryShape,
} from './delivery.schemas';
import { toDeliveryView } from './delivery.view';

@ApiTags('channels')
@Controller()
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly queries: DeliveriesQueries,
  ) {}

  @Get('deliveries')
  @Can('read', Delivery)
  @Answers(deliveryPage, { summary: 'Read the log of deliveries', description: 'The newest first, with its attempts.' })
  async listDeliveries(@Query({ schema: deliveryQuery }) query: DeliveryQuery, @Caller() actor: Actor) {
    return shown(await this.queries.list(query), (row) => toDeliveryView(row, actor));
  }

  @Get('channels/:id/deliveries')
  @Can('read', Delivery)
  @Answers(deliveryPage, {
    summary: 'Read the log of a channel',
    description: 'The newest first, with its attempts.',
    errors: { 404: 'There is no such channel' },
  })
  async listChannelDeliveries(
    @Id() id: string,
    @Query({ schema: channelDeliveryQuery }) query: ChannelDeliveryQuery,
    @Caller() actor: Actor,
  ) {
    return shown(await this.queries.listOf(id, query), (row) => toDeliveryView(row, actor));
  }

  @Post('deliveries/:id/retry')
  @Can('retry', Delivery)
  @Answers(deliveryShape, {
    summary: 'Try a failed delivery once more',
    description: 'At once, and once: when that fails too, it is failed again.',
    errors: { 404: 'There is no such delivery', 409: '`wrong-state` or `channel-disabled`' },
  })
  async retryDelivery(@Id() id: string, @Caller() actor: Actor) {
    return toDeliveryView(await this.deliveries.retry(actor, id), actor);
  }
}
