import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isTooLong, refusePath } from './common/malformed-path';
import { sendProblem } from './common/problem.filter';

/** Compiled, this file stands one folder deeper. */
const ROOT = resolve(__dirname, basename(resolve(__dirname, '..')) === 'dist' ? '../..' : '..');
const FOLDER = join(ROOT, 'web/dist');
const PAGE = 'index.html';

/** What is never a page of the console: an address there that answers nothing is an error to whoever called it. */
const NOT_PAGES = /^\/(api|assets|docs|docs-json|health|metrics)(\/|$)/;

/**
 * The console at `/`. Its files carry a digest in their names and may be kept for ever; the page that names them is asked for each
 * time. Whatever else a browser navigates to is a page of the console, which has its own paths.
 */
export async function serveConsole(app: NestFastifyApplication, folder = FOLDER): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const isBuilt = existsSync(join(folder, PAGE));
  const assets = { prefix: '/assets/', root: join(folder, 'assets'), index: false as const, preCompressed: true };
  if (isBuilt) await app.register(fastifyStatic, { ...assets, immutable: true, maxAge: '1y' });
  const page = (request: FastifyRequest, reply: FastifyReply) => {
    if (!isBuilt) return notBuilt(request, reply);
    return reply.header('cache-control', 'no-cache').sendFile(PAGE, folder, { cacheControl: false });
  };
  fastify.get('/', page);
  fastify.get('/*', (request, reply) => {
    if (isNavigation(request)) return page(request, reply);
    if (isTooLong(request)) return refusePath(request, reply);
    reply.callNotFound();
    return reply;
  });
}

function isNavigation({ url, headers }: FastifyRequest): boolean {
  return Boolean(headers.accept?.includes('text/html')) && !NOT_PAGES.test(url.split('?')[0] ?? '');
}

function notBuilt(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const detail = 'The console is not built: run `npm run build`. The API and /docs are there.';
  sendProblem(reply, request.id, { status: 404, code: 'console-not-built', detail });
  return reply;
}
