import { Module } from '@nestjs/common';
import { OperationsModule } from '../operations/operations.module';
import { ServersModule } from '../servers/servers.module';
import { Changes } from './changes.service';
import { OperationSource } from './operation-source';
import { ServerSource } from './server-source';
import { Stream } from './stream';
import { StreamController } from './stream.controller';
import { WatchedProbes } from './watched-probes';

/** What changes, as it changes. Nouns above register how theirs are shown. */
@Module({
  imports: [OperationsModule, ServersModule],
  controllers: [StreamController],
  providers: [Changes, OperationSource, ServerSource, Stream, WatchedProbes],
  exports: [Stream],
})
export class StreamModule {
  constructor(stream: Stream, servers: ServerSource, operations: OperationSource) {
    stream.register(servers);
    stream.register(operations);
  }
}
