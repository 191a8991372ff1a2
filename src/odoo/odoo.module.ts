import { Module } from '@nestjs/common';
import { z } from 'zod';
import { ProblemFacts } from '../common/problem-facts';
import { OutboundModule } from '../outbound/outbound.module';
import { OdooInside } from './inside/odoo-inside';
import { OdooArchives } from './odoo-archives';
import { OdooManager } from './odoo-manager';
import { OdooClient } from './odoo.client';

/** Everything that speaks to Odoo servers. */
@Module({
  imports: [OutboundModule],
  providers: [OdooArchives, OdooClient, OdooInside, OdooManager],
  exports: [OdooArchives, OdooClient, OdooInside, OdooManager],
})
export class OdooModule {
  constructor(facts: ProblemFacts) {
    facts.register({ reason: z.string().optional() });
  }
}
