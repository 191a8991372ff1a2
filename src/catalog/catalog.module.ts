import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { OdooModule } from '../odoo/odoo.module';
import { OperationsModule } from '../operations/operations.module';
import { ServersModule } from '../servers/servers.module';
import { CatalogService } from './catalog.service';
import { planPolicy } from './plan.policy';
import { PlansController } from './plans.controller';
import { PlansQueries } from './plans.queries';
import { PlansService } from './plans.service';
import { PublishCopyKind } from './publishing/publish-copy.kind';
import { PublishKind } from './publishing/publish.kind';
import { PublishParts } from './publishing/publish-parts';
import { PublishingController } from './publishing/publishing.controller';
import { PublishingService } from './publishing/publishing.service';
import { TemplateSource } from './publishing/template-source';
import { TemplateTarget } from './publishing/template-target';
import { TemplateAccess } from './template-access';
import { TemplateLogins } from './template-logins.service';
import { templatePolicy } from './template.policy';
import { TemplatesController } from './templates.controller';
import { TemplatesQueries } from './templates.queries';
import { TemplatesService } from './templates.service';

/** What customers can have: plans and templates. */
@Module({
  imports: [OdooModule, OperationsModule, ServersModule],
  controllers: [PlansController, TemplatesController, PublishingController],
  providers: [
    PlansService,
    PlansQueries,
    TemplatesService,
    TemplatesQueries,
    CatalogService,
    TemplateAccess,
    TemplateLogins,
    PublishCopyKind,
    PublishKind,
    PublishParts,
    PublishingService,
    TemplateSource,
    TemplateTarget,
  ],
  exports: [CatalogService, TemplateAccess],
})
export class CatalogModule {
  constructor(policies: Policies) {
    policies.register(planPolicy);
    policies.register(templatePolicy);
  }
}
