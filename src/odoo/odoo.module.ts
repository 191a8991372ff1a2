import { HttpModule } from '@nestjs/axios';
import { Module, OnModuleDestroy } from '@nestjs/common';
import { Config } from '../common/config';
import { guardedAdapter } from './axios.adapter';
import { Egress } from './egress';
import { OdooClient } from './odoo.client';
import { OutboundClient } from './outbound.client';
import { Transport } from './transport';

@Module({
  providers: [
    {
      provide: Transport,
      inject: [Config],
      useFactory: (config: Config) => new Transport(new Egress(config.egressAllow, config.egressDeny)),
    },
  ],
  exports: [Transport],
})
class TransportModule implements OnModuleDestroy {
  constructor(private readonly transport: Transport) {}

  onModuleDestroy(): void {
    this.transport.close();
  }
}

/** Everything that speaks to Odoo servers and other machines; expects `Config` to be provided globally. */
@Module({
  imports: [
    TransportModule,
    HttpModule.registerAsync({
      imports: [TransportModule],
      inject: [Transport],
      useFactory: (transport: Transport) => ({ adapter: guardedAdapter(transport) }),
    }),
  ],
  providers: [OdooClient, OutboundClient],
  exports: [OdooClient, OutboundClient],
})
export class OdooModule {}
