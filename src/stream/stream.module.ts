import { Module } from '@nestjs/common';
import { ServersModule } from '../servers/servers.module';
import { Changes } from './changes.service';
import { ServerSource } from './server-source';
import { Stream } from './stream';
import { StreamController } from './stream.controller';
import { WatchedProbes } from './watched-probes';

/** What changes, as it changes. Nouns above register how theirs are shown. */
@Module({
  imports: [ServersModule],
  controllers: [StreamController],
  providers: [Changes, ServerSource, Stream, WatchedProbes],
  exports: [Stream],
})
export class StreamModule {
  constructor(stream: Stream, servers: ServerSource) {
    stream.register(servers);
  }
}
