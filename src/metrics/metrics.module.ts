import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { HealthModule } from '../health/health.module';
import { OperationsModule } from '../operations/operations.module';
import { ServersModule } from '../servers/servers.module';
import { StreamModule } from '../stream/stream.module';
import { FleetFigures } from './fleet-figures';
import { DiscoveryController, MetricsController } from './metrics.controller';
import { metricsPolicy } from './metrics.policy';
import { OwnFigures } from './own-figures';
import { ServerLines } from './server-lines';
import { Targets } from './targets';

/** What Prometheus reads. */
@Module({
  imports: [HealthModule, OperationsModule, ServersModule, StreamModule],
  controllers: [MetricsController, DiscoveryController],
  providers: [FleetFigures, OwnFigures, ServerLines, Targets],
})
export class MetricsModule {
  constructor(policies: Policies) {
    policies.register(metricsPolicy);
  }
}
