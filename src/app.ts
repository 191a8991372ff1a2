import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule, type RunningConfig } from './app.module';
import { tidyForwarded } from './common/client-address';
import { NestLog } from './common/logging';
import { Measures } from './common/measures';
import { ARRIVAL, followConnections, refuseRequest } from './common/connections';
import { LONGEST_PARAM, refusePath } from './common/malformed-path';
import { Constraints } from './common/constraints';
import { ProblemFilter, sendProblem } from './common/problem.filter';
import { securityHeaders } from './common/security-headers';
import { Stopping } from './common/stopping';
import { ValidationPipe } from './common/validation.pipe';
import { serveConsole } from './console';
import { serveDocs } from './openapi';

const BODY_LIMIT = 1_048_576;
/** Requests that came while the rest was stopping have at least so long, in milliseconds. */
const LAST_MS = 1_000;
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * Builds the application, not yet listening.
 * @param isReady until it says so nothing is served, though the port is taken
 */
export async function createApp(
  config: RunningConfig,
  log: Logger,
  isReady: () => boolean = () => true,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
    forceCloseConnections: 'idle',
    requestTimeout: ARRIVAL.wholeMs,
    http: { headersTimeout: ARRIVAL.headMs, connectionsCheckingInterval: ARRIVAL.lookEveryMs },
    clientErrorHandler: refuseRequest,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      refusePath(request, reply);
    },
  } as never);
  // An answer in JSON to a body of plain text would only be puzzled at.
  adapter.getInstance<FastifyInstance>().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  readJson(app);
  const fastify = app.getHttpAdapter().getInstance();
  traceRequests(fastify, log, app.get(Measures));
  serveWhen(fastify, isReady);
  letStop(fastify, app.get(Stopping));
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: 'health/live', method: RequestMethod.GET },
      { path: 'health/ready', method: RequestMethod.GET },
      { path: 'metrics', method: RequestMethod.GET },
      { path: 'metrics/servers', method: RequestMethod.GET },
    ],
  });
  app.useGlobalFilters(new ProblemFilter(app.get(Constraints)));
  app.useGlobalPipes(new ValidationPipe());
  serveDocs(app);
  await serveConsole(app);
  return app;
}

/** Until then only that the process lives is told: whoever watches it must not end a long migration. */
function serveWhen(fastify: FastifyInstance, isReady: () => boolean): void {
  const detail = 'Amiral is starting; try again in a moment.';
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (isReady() || request.url === '/health/live') {
      done();
      return;
    }
    void reply.header('retry-after', '2');
    sendProblem(reply, request.id, { status: 503, code: 'starting', detail });
  });
}

/** What is under way is finished while there is time; nothing else keeps the server from stopping. */
function letStop(fastify: FastifyInstance, stopping: Stopping): void {
  const connections = followConnections(fastify.server);
  fastify.addHook('preClose', (done: () => void) => {
    connections.end();
    const cut = setTimeout(
      () => {
        for (const request of connections.cut()) stopping.note(request);
      },
      Math.max(LAST_MS, stopping.leftMs()),
    );
    fastify.server.once('close', () => {
      clearTimeout(cut);
    });
    done();
  });
}

/** JSON alone is read. A body that is announced and not there is none: bodies of actions are optional. */
function readJson(app: NestFastifyApplication): void {
  const parse = app.getHttpAdapter().getInstance().getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request as never, body.toString('utf8'), done);
  });
}

/**
 * Each answer carries the id of its request, as do its errors, its journal rows and the one line logged for it: at `info` for what
 * changed something or went wrong, at `debug` for a read that went well.
 */
function traceRequests(fastify: FastifyInstance, log: Logger, measures: Measures): void {
  const always = securityHeaders();
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    tidyForwarded(request.raw.headers);
    void reply.headers(always).header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    done();
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    measures.emit('request', {
      seconds: reply.elapsedTime / 1000,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
    });
    const level = request.method === 'GET' && reply.statusCode < 400 ? 'debug' : 'info';
    if (log.isLevelEnabled(level)) log[level](lineOf(request, reply), 'request');
    done();
  });
}

function lineOf(request: FastifyRequest, reply: FastifyReply) {
  const { id: requestId, method, ip } = request;
  const ms = Math.round(reply.elapsedTime * 10) / 10;
  return { requestId, method, route: request.routeOptions.url, status: reply.statusCode, ms, ip };
}
