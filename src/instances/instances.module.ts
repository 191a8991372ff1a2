import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { CatalogModule } from '../catalog/catalog.module';
import { Constraints } from '../common/constraints';
import { conflict } from '../common/errors';
import { HealthModule } from '../health/health.module';
import { OperationsModule } from '../operations/operations.module';
import { ServersModule } from '../servers/servers.module';
import { OdooModule } from '../odoo/odoo.module';
import { AdoptingMany } from './adopting/adopting-many.service';
import { DatabasesController } from './adopting/databases.controller';
import { DatabasesService } from './adopting/databases.service';
import { AdoptionService } from './adoption.service';
import { BulkController } from './bulk/bulk.controller';
import { BulkKind } from './bulk/bulk.kind';
import { BulkLines } from './bulk/bulk-lines.service';
import { BulkService } from './bulk/bulk.service';
import { BulkVerdicts } from './bulk/bulk-verdicts.service';
import { ClaimController } from './claim/claim.controller';
import { ClaimKind } from './claim/claim.kind';
import { DoctorController } from './doctor/doctor.controller';
import { Doctor } from './doctor/doctor.service';
import { Expiries } from './expiry/expiries.service';
import { ExpiryController } from './expiry/expiry.controller';
import { expiryPolicy } from './expiry/expiry.policy';
import { ExpiryQueries } from './expiry/expiry.queries';
import { HostedController } from './hosted.controller';
import { DailyLooks } from './look/daily-looks.service';
import { InspectKind } from './look/inspect.kind';
import { InstanceAccess } from './instance-access.service';
import { InstanceChanges } from './instance-changes.service';
import { InstanceWork } from './instance-work.service';
import { InstanceWorkController } from './instance-work.controller';
import { instancePolicy } from './instance.policy';
import { EXTERNAL_ID_USED } from './instance.states';
import { InstancesController } from './instances.controller';
import { InstancesQueries } from './instances.queries';
import { InstancesService } from './instances.service';
import { LeftoversController } from './leftovers/leftovers.controller';
import { leftoverPolicy } from './leftovers/leftovers.policy';
import { Leftovers } from './leftovers/leftovers.service';
import { Copying } from './provision/copying';
import { Personalising } from './provision/personalising';
import { ProvisionKind } from './provision/provision.kind';
import { ProvisionService } from './provision/provision.service';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { Reconciliation } from './reconciliation/reconciliation.service';
import { ServiceLoginService } from './service-login.service';
import { SharedDomains } from './shared-domains';
import { Fences } from './suspend/fences.service';
import { SuspendKinds } from './suspend/suspend.kinds';
import { Purges } from './terminate/purges.service';
import { TerminateKinds } from './terminate/terminate.kinds';
import { TerminateService } from './terminate/terminate.service';
import { WorkStart } from './work-start.service';

/** Customers' databases and their lifecycle. */
@Module({
  imports: [CatalogModule, HealthModule, OdooModule, OperationsModule, ServersModule],
  controllers: [
    InstancesController,
    InstanceWorkController,
    HostedController,
    DatabasesController,
    DoctorController,
    ExpiryController,
    BulkController,
    ClaimController,
    ReconciliationController,
    LeftoversController,
  ],
  providers: [
    AdoptingMany,
    AdoptionService,
    BulkKind,
    BulkLines,
    BulkService,
    BulkVerdicts,
    ClaimKind,
    Copying,
    DailyLooks,
    DatabasesService,
    Doctor,
    Expiries,
    ExpiryQueries,
    Fences,
    InspectKind,
    InstanceAccess,
    InstanceChanges,
    InstanceWork,
    InstancesQueries,
    InstancesService,
    Personalising,
    ProvisionKind,
    ProvisionService,
    Purges,
    Leftovers,
    Reconciliation,
    ServiceLoginService,
    SharedDomains,
    SuspendKinds,
    TerminateKinds,
    TerminateService,
    WorkStart,
  ],
})
export class InstancesModule {
  constructor(policies: Policies, constraints: Constraints) {
    policies.register(instancePolicy);
    policies.register(expiryPolicy);
    policies.register(leftoverPolicy);
    // Terminated instances take no slot, yet their records still say where they were.
    const hosted = 'Records of terminated instances refer to this server; delete them first.';
    constraints.register('instances_external_id_key', EXTERNAL_ID_USED);
    constraints.register('instances_server_fkey', conflict('server-has-instances', hosted));
  }
}
