import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { OutboundModule } from '../outbound/outbound.module';
import { channelPolicy, deliveryPolicy } from './channel.policy';
import { ChannelsController } from './channels.controller';
import { ChannelsQueries } from './channels.queries';
import { ChannelsService } from './channels.service';
import { DeliveryWorker } from './delivery-worker.service';
import { DeliveriesCleanup } from './deliveries-cleanup';
import { DeliveriesController } from './deliveries.controller';
import { DeliveriesQueries } from './deliveries.queries';
import { DeliveriesService } from './deliveries.service';
import { GoneChannels } from './gone.service';
import { Notices } from './notices.service';
import { Outbox } from './outbox.service';
import { Resend } from './resend.service';
import { ChannelTests } from './channel-tests.service';
import { MailSender } from './senders/mail.sender';
import { Senders } from './senders/senders.service';

/** Where notices go, and that they arrive exactly as often as they should. */
@Module({
  imports: [OutboundModule],
  controllers: [ChannelsController, DeliveriesController],
  providers: [
    ChannelsQueries,
    ChannelsService,
    DeliveryWorker,
    DeliveriesCleanup,
    DeliveriesQueries,
    DeliveriesService,
    GoneChannels,
    MailSender,
    Notices,
    Outbox,
    Resend,
    ChannelTests,
    Senders,
  ],
  exports: [Notices],
})
export class ChannelsModule {
  constructor(policies: Policies) {
    policies.register(channelPolicy);
    policies.register(deliveryPolicy);
  }
}
