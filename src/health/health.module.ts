import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { OdooModule } from '../odoo/odoo.module';
import { ServersModule } from '../servers/servers.module';
import { ServerMutex } from './server-mutex';
import { WatchedFleet } from './fleet.service';
import { MonitorController, ServerHealthController } from './health.controller';
import { HealthService } from './health.service';
import { MaintenanceEnd } from './maintenance-end.service';
import { ManualCalls } from './manual-calls';
import { Leases } from './leases.service';
import { Monitor } from './monitor.service';
import { panicPolicy } from './panic.policy';
import { Panic } from './panic.service';
import { ProbeDispatcher } from './probe-dispatcher.service';
import { Recorder } from './recorder.service';
import { Shards } from './shards.service';

/** The schedule, probing, judging and panic. */
@Module({
  imports: [ServersModule, OdooModule],
  controllers: [ServerHealthController, MonitorController],
  providers: [
    ServerMutex,
    HealthService,
    MaintenanceEnd,
    ManualCalls,
    Leases,
    Monitor,
    Panic,
    ProbeDispatcher,
    Recorder,
    Shards,
    WatchedFleet,
  ],
  exports: [Monitor, ProbeDispatcher],
})
export class HealthModule {
  constructor(policies: Policies) {
    policies.register(panicPolicy);
  }
}
