import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { Constraints } from '../common/constraints';
import { conflict } from '../common/errors';
import { ProblemFacts } from '../common/problem-facts';
import { OdooModule } from '../odoo/odoo.module';
import { OutboundModule } from '../outbound/outbound.module';
import { Copies, SERVER_HAS_COPIES } from './copies/copies.service';
import { OverviewController } from './overview.controller';
import { OverviewQueries } from './overview.queries';
import { PlacementService } from './placement.service';
import { serverPolicy } from './server.policy';
import { rejectedShape } from './server.schemas';
import { ServerAccess } from './server-access.service';
import { ServersController } from './servers.controller';
import { ServersLifecycleService } from './servers-lifecycle.service';
import { ServersOrderService } from './servers-order.service';
import { ServersQueries } from './servers.queries';
import { ServersService } from './servers.service';

/** The registry, its lifecycle, its capacity and placement. */
@Module({
  imports: [OdooModule, OutboundModule],
  controllers: [ServersController, OverviewController],
  providers: [
    ServersService,
    ServersLifecycleService,
    ServersOrderService,
    ServersQueries,
    OverviewQueries,
    PlacementService,
    ServerAccess,
    Copies,
  ],
  exports: [ServersLifecycleService, ServersQueries, PlacementService, ServerAccess, Copies],
})
export class ServersModule {
  constructor(policies: Policies, constraints: Constraints, facts: ProblemFacts) {
    policies.register(serverPolicy);
    facts.register({ rejected: rejectedShape.optional() });
    constraints.register('copies_server_fkey', SERVER_HAS_COPIES);
    constraints.register(
      'copies_name_key',
      conflict('database-name-taken', 'Amiral keeps a database of this name there already.'),
    );
    constraints.register('servers_slots_check', conflict('server-full', 'The server has no free slot.'));
  }
}
