import { Module } from '@nestjs/common';
import { OutboundModule } from '../outbound/outbound.module';
import { OdooClient } from './odoo.client';

/** Everything that speaks to Odoo servers. */
@Module({ imports: [OutboundModule], providers: [OdooClient], exports: [OdooClient] })
export class OdooModule {}
