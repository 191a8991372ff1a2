import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AlertsModule } from './alerts/alerts.module';
import { AuthModule } from './auth/auth.module';
import { CatalogModule } from './catalog/catalog.module';
import { ChannelsModule } from './channels/channels.module';
import { CommonModule } from './common/common.module';
import type { Config } from './common/config';
import { DatabaseModule } from './database/database.module';
import { EventsModule } from './events/events.module';
import { HealthModule } from './health/health.module';
import { HistoryModule } from './history/history.module';
import { InstancesModule } from './instances/instances.module';
import { JournalModule } from './journal/journal.module';
import { MetricsModule } from './metrics/metrics.module';
import { OperationsModule } from './operations/operations.module';
import { ENTITIES } from './schema';
import { ServersModule } from './servers/servers.module';
import { StreamModule } from './stream/stream.module';
import { StatusController } from './status.controller';

/** Settings that are known once the database is. */
export interface RunningConfig extends Config {
  readonly databaseUrl: string;
  readonly secretKeys: readonly string[];
}

/** The table of contents. */
@Module({})
export class AppModule {
  static forRoot(config: RunningConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CommonModule.forRoot(config),
        ScheduleModule.forRoot(),
        DatabaseModule.forRoot({ url: config.databaseUrl, secretKeys: config.secretKeys, entities: ENTITIES }),
        JournalModule,
        AuthModule,
        ServersModule,
        OperationsModule,
        HistoryModule,
        HealthModule,
        CatalogModule,
        InstancesModule,
        EventsModule,
        StreamModule,
        ChannelsModule,
        AlertsModule,
        MetricsModule,
      ],
      controllers: [StatusController],
    };
  }
}
