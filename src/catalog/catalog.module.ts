import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { OdooModule } from '../odoo/odoo.module';
import { ServersModule } from '../servers/servers.module';
import { CatalogService } from './catalog.service';
import { planPolicy } from './plan.policy';
import { PlansController } from './plans.controller';
import { PlansQueries } from './plans.queries';
import { PlansService } from './plans.service';
import { TemplateAccess } from './template-access';
import { TemplateLogins } from './template-logins.service';
import { templatePolicy } from './template.policy';
import { TemplatesController } from './templates.controller';
import { TemplatesQueries } from './templates.queries';
import { TemplatesService } from './templates.service';

/** What customers can have: plans and templates. */
@Module({
  imports: [OdooModule, ServersModule],
  controllers: [PlansController, TemplatesController],
  providers: [
    PlansService,
    PlansQueries,
    TemplatesService,
    TemplatesQueries,
    CatalogService,
    TemplateAccess,
    TemplateLogins,
  ],
  exports: [CatalogService, TemplateAccess],
})
export class CatalogModule {
  constructor(policies: Policies) {
    policies.register(planPolicy);
    policies.register(templatePolicy);
  }
}
