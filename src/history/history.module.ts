import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller';
import { HistoryRetention } from './history-retention.service';
import { HistoryQueries } from './history.queries';
import { Packing } from './packing.service';
import { Rollups } from './rollups.service';

/** What each probe found: kept, packed, rolled up, and read as series and as uptime. */
@Module({
  controllers: [HistoryController],
  providers: [HistoryRetention, HistoryQueries, Packing, Rollups],
})
export class HistoryModule {}
