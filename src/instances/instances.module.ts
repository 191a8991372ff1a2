import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { CatalogModule } from '../catalog/catalog.module';
import { Constraints } from '../common/constraints';
import { conflict } from '../common/errors';
import { HealthModule } from '../health/health.module';
import { OperationsModule } from '../operations/operations.module';
import { ServersModule } from '../servers/servers.module';
import { HostedController } from './hosted.controller';
import { instancePolicy } from './instance.policy';
import { EXTERNAL_ID_USED } from './instance.states';
import { InstancesController } from './instances.controller';
import { InstancesLifecycleService } from './instances-lifecycle.service';
import { InstancesQueries } from './instances.queries';
import { InstancesService } from './instances.service';
import { SharedDomains } from './shared-domains';

/** Customers' databases and their lifecycle. */
@Module({
  imports: [CatalogModule, HealthModule, OperationsModule, ServersModule],
  controllers: [InstancesController, HostedController],
  providers: [InstancesService, InstancesLifecycleService, InstancesQueries, SharedDomains],
})
export class InstancesModule {
  constructor(policies: Policies, constraints: Constraints) {
    policies.register(instancePolicy);
    // Terminated instances take no slot, yet their records still say where they were.
    const hosted = 'Records of terminated instances refer to this server; delete them first.';
    constraints.register('instances_external_id_key', EXTERNAL_ID_USED);
    constraints.register('instances_server_fkey', conflict('server-has-instances', hosted));
  }
}
