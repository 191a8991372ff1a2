import type { Server } from 'node:net';
import { HttpModule } from '@nestjs/axios';
import { Module, OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Config } from '../common/config';
import { guardedAdapter } from './axios-adapter';
import { Egress } from './egress';
import { EnteredAddresses } from './entered-addresses';
import { OutboundClient } from './outbound.client';
import { type Listening, OwnEnds } from './own-ends';
import { Transport } from './transport';

@Module({
  providers: [
    {
      provide: Transport,
      inject: [Config, HttpAdapterHost],
      useFactory: (config: Config, host: HttpAdapterHost) => {
        const own = new OwnEnds(config.databaseUrl, () => listeningOn(host));
        return new Transport(new Egress(config.egressAllow, config.egressDeny), undefined, own);
      },
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

/** Programs without an HTTP side of their own have no adapter. */
function listeningOn({ httpAdapter }: Partial<HttpAdapterHost>): ReturnType<Listening> {
  const server = httpAdapter?.getHttpServer() as Server | undefined;
  const address = server?.address() ?? null;
  return typeof address === 'string' ? null : address;
}

/** The one way out, to whatever machine; expects `Config` to be provided globally. */
@Module({
  imports: [
    TransportModule,
    HttpModule.registerAsync({
      imports: [TransportModule],
      inject: [Transport],
      useFactory: (transport: Transport) => ({ adapter: guardedAdapter(transport) }),
    }),
  ],
  providers: [EnteredAddresses, OutboundClient],
  exports: [EnteredAddresses, OutboundClient, TransportModule, HttpModule],
})
export class OutboundModule {}
