import { Module } from '@nestjs/common';
import { z } from 'zod';
import { ProblemFacts } from '../common/problem-facts';
import { OutboundModule } from '../outbound/outbound.module';
import { OdooManager } from './odoo-manager';
import { OdooClient } from './odoo.client';

/** Everything that speaks to Odoo servers. */
@Module({ imports: [OutboundModule], providers: [OdooClient, OdooManager], exports: [OdooClient, OdooManager] })
export class OdooModule {
  constructor(facts: ProblemFacts) {
    facts.register({ reason: z.string().optional() });
  }
}
