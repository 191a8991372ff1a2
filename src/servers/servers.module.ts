import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { Constraints } from '../common/constraints';
import { conflict } from '../common/errors';
import { ProblemFacts } from '../common/problem-facts';
import { OutboundModule } from '../outbound/outbound.module';
import { OverviewController } from './overview.controller';
import { OverviewQueries } from './overview.queries';
import { PlacementService } from './placement.service';
import { serverPolicy } from './server.policy';
import { rejectedShape } from './server.schemas';
import { ServersController } from './servers.controller';
import { ServersLifecycleService } from './servers-lifecycle.service';
import { ServersOrderService } from './servers-order.service';
import { ServersQueries } from './servers.queries';
import { ServersService } from './servers.service';

/** The registry, its lifecycle, its capacity and placement. */
@Module({
  imports: [OutboundModule],
  controllers: [ServersController, OverviewController],
  providers: [
    ServersService,
    ServersLifecycleService,
    ServersOrderService,
    ServersQueries,
    OverviewQueries,
    PlacementService,
  ],
  exports: [ServersLifecycleService, ServersQueries, PlacementService],
})
export class ServersModule {
  constructor(policies: Policies, constraints: Constraints, facts: ProblemFacts) {
    policies.register(serverPolicy);
    facts.register({ rejected: rejectedShape.optional() });
    constraints.register('servers_slots_check', conflict('server-full', 'The server has no free slot.'));
  }
}
