import helmet from '@fastify/helmet';
import { RequestMethod, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { AppModule, type RunningConfig } from './app.module';
import { newId } from './common/clock';
import { NestLog, requestContext } from './common/logging';
import { ProblemFilter } from './common/problem.filter';
import { ValidationPipe } from './common/validation.pipe';
import { serveDocs } from './openapi';

const BODY_LIMIT = 1_048_576;
const REQUEST_ID = /^[\w-]{8,64}$/;

/** Builds the application, not yet listening. */
export async function createApp(config: RunningConfig, log: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    genReqId: (request: { headers: Record<string, unknown> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
    },
    forceCloseConnections: 'idle',
  } as never);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  readJson(app);
  await secure(app);
  traceRequests(app.getHttpAdapter().getInstance() as unknown as FastifyInstance, log);
  app.setGlobalPrefix('api/v1', {
    exclude: [
      { path: 'health/live', method: RequestMethod.GET },
      { path: 'health/ready', method: RequestMethod.GET },
    ],
  });
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  serveDocs(app);
  return app;
}

/** JSON alone is read. A body that is announced and not there is none: bodies of actions are optional. */
function readJson(app: NestFastifyApplication): void {
  const parse = (app.getHttpAdapter().getInstance() as unknown as FastifyInstance).getDefaultJsonParser(
    'error',
    'error',
  );
  app.useBodyParser('application/json', { bodyLimit: BODY_LIMIT }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request as never, body.toString('utf8'), done);
  });
}

async function secure(app: NestFastifyApplication): Promise<void> {
  await app.register(helmet as never, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // On plain HTTP this would send the page's own files to a port where nobody speaks TLS.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
}

/** Gives each request an id that its answer, its errors, its log lines and its journal rows carry, and logs one line for it. */
function traceRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    void reply.header('X-Request-Id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('Cache-Control', 'no-store');
    requestContext.run({ requestId: request.id }, done);
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    log.info(
      { requestId: request.id, method, route: routeOptions.url, status: reply.statusCode, ms, ip: request.ip },
      'request',
    );
    done();
  });
}
