import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { version } from '../package.json';
import { ROLES } from './auth/ability';
import { ACCESS, type Access } from './auth/access';
import { Policies } from './auth/policies';
import { webhookBody } from './channels/senders/webhook';
import { ProblemFacts } from './common/problem-facts';

const WORDS: Record<number, string> = {
  400: 'The id is malformed',
  401: 'Not logged in',
  403: 'Refused for your role, before any query',
  422: 'A field is wrong; see `errors`',
};

const INTRODUCTION = [
  'The control plane of a fleet of Odoo servers.',
  'Log in with `POST /api/v1/auth/login`, press **Authorize** and paste the `accessToken`.',
  'Every error is `application/problem+json` with a stable `code`.',
].join(' ');

/** Every body's shape has a name, so that it stands among the components. */
interface Body {
  required?: boolean;
  content: { 'application/json': { schema: { $ref: string } } };
}

interface Operation {
  operationId?: string;
  description?: string;
  security?: unknown[];
  requestBody?: Body;
  parameters?: { in: string }[];
  responses: Record<string, unknown>;
}

/** The OpenAPI document, from the same schemas that check requests and strip answers; who may call comes from the policies. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Amiral')
    .setDescription(INTRODUCTION)
    .setVersion(version)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (_controller, method) => method,
  });
  const access = accessByOperation(app);
  const policies = app.get(Policies);
  for (const operation of operationsOf(document)) {
    explain(operation, access.get(operation.operationId ?? ''), policies);
    if (operation.requestBody) operation.requestBody.required = needsBody(operation.requestBody, document);
  }
  document.components = {
    ...document.components,
    schemas: {
      ...document.components?.schemas,
      Problem: schemaOf(app.get(ProblemFacts).problem()),
      WebhookBody: schemaOf(webhookBody),
    },
  };
  return document;
}

/** The schema of what no route takes or answers. */
function schemaOf(shape: z.ZodType) {
  return z.toJSONSchema(shape, { target: 'openapi-3.0' }) as never;
}

/** Swagger UI at /docs, the document itself at /docs-json. */
export function serveDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | null = null;
  SwaggerModule.setup('docs', app, () => (document ??= describeApi(app)), {
    customSiteTitle: 'Amiral API',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true, docExpansion: 'list' },
  });
}

function* operationsOf(document: OpenAPIObject): Iterable<Operation> {
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path)) {
      if (typeof operation === 'object' && 'responses' in operation) yield operation as Operation;
    }
  }
}

/** Adds to an operation who may call it, and the refusals that follow from that and from what it takes. */
function explain(operation: Operation, access: Access | undefined, policies: Policies): void {
  const who = rolesFor(access, policies);
  operation.description = [`**Role:** ${who}.`, operation.description].filter(Boolean).join(' ');
  for (const status of refusalsOf(operation, access)) {
    operation.responses[status] ??= {
      description: WORDS[status],
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
}

function refusalsOf({ requestBody, parameters = [] }: Operation, access: Access | undefined): number[] {
  const takes = (place: string) => parameters.some((parameter) => parameter.in === place);
  return [
    ...(takes('path') ? [400] : []),
    ...(access === 'public' ? [] : [401]),
    ...(typeof access === 'object' ? [403] : []),
    ...(requestBody || takes('query') ? [422] : []),
  ];
}

/** A body in which nothing is required may be left out, as those of actions. */
function needsBody({ content }: Body, document: OpenAPIObject): boolean {
  const name = content['application/json'].schema.$ref.split('/').at(-1) ?? '';
  const schema = document.components?.schemas?.[name];
  return schema !== undefined && ('required' in schema || 'oneOf' in schema);
}

function rolesFor(access: Access | undefined, policies: Policies): string {
  if (access === 'public') return 'none, no login';
  if (typeof access !== 'object') return 'anybody logged in';
  return ROLES.filter((role) => policies.abilityOf(role).can(access.action, access.subject)).join(', ');
}

/** What each handler declares, by its name, which is its operation id. */
function accessByOperation(app: NestFastifyApplication): Map<string, Access> {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const handlers = controllers.flatMap(({ metatype }) => handlersOf(metatype as Type));
  return new Map(handlers.map(([name, handler]) => [name, Reflect.getMetadata(ACCESS, handler) as Access]));
}

function handlersOf(controller: Type): [string, object][] {
  const members = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object));
  return members.flatMap(([name, { value }]): [string, object][] => {
    const isHandler =
      typeof value === 'function' && Reflect.getMetadata(METHOD_METADATA, value as object) !== undefined;
    return isHandler ? [[name, value as object]] : [];
  });
}
