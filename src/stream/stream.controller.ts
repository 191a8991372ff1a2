import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { ApiProblem } from '../common/answers';
import { Server } from '../servers/server.entity';
import { Stream } from './stream';

const PLACE = /^\d{1,15}$/;

const streamQuery = z.strictObject({
  watch: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.guid().toLowerCase()).max(200))
    .meta({ description: 'comma-separated ids of up to 200 servers whose every probe is told, as `probe` events' }),
});

@ApiTags('stream')
@Controller('stream')
export class StreamController {
  constructor(private readonly stream: Stream) {}

  @Get()
  @Can('read', Server)
  @ApiOperation({
    summary: 'Follow what changes',
    description:
      'Server-sent events, to be read with fetch so that the token travels in the header: `server` (as `GET /servers/:id` answers, or ' +
      '`{ id, deleted: true }`), `probe`, `panic` (read `/health/panic` again), `reset` (read everything again), `ready`. Each carries an ' +
      'id; send the last one as `Last-Event-ID` to be told what came meanwhile. Some may be told twice. The stream ends when the session does.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'the id of the last event that was seen' })
  @ApiProduces('text/event-stream')
  @ApiResponse({ status: 200, description: 'What changes, as it changes' })
  @ApiProblem(429, '`too-many-streams`: the caller follows 50 times already')
  async followChanges(
    @Query({ schema: streamQuery }) { watch }: z.output<typeof streamQuery>,
    @Headers('last-event-id') last: string | undefined,
    @Caller() actor: Actor,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const begin = () => {
      reply.hijack();
      const headers = reply.getHeaders() as Record<string, string>;
      // A proxy in front must not keep events back.
      reply.raw.writeHead(200, { ...headers, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
      if (request.method === 'HEAD') reply.raw.end();
    };
    // An id that was never ours is one from too long ago.
    const since = last === undefined || PLACE.test(last) ? (last ?? null) : '0';
    await this.stream.follow(actor, reply.raw, since, watch, begin);
  }
}
