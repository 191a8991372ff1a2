import { Body, Controller, Delete, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Tagged } from '../common/etag';
import { shown } from '../common/pages';
import { Id, IfMatch } from '../common/params';
import type { TemplateLogin } from './template-access';
import { Template } from './template.entity';
import {
  newTemplate,
  type NewTemplate,
  templateEdit,
  type TemplateEdit,
  templateLogin,
  templatePage,
  templateQuery,
  type TemplateQuery,
  templateShape,
} from './template.schemas';
import { toTemplateView } from './template.view';
import { TemplateLogins } from './template-logins.service';
import { TemplatesQueries } from './templates.queries';
import { TemplatesService } from './templates.service';

const gone = { 404: 'There is no such template' };

@ApiTags('templates')
@Controller('templates')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly queries: TemplatesQueries,
    private readonly logins: TemplateLogins,
  ) {}

  @Get()
  @Can('read', Template)
  @Answers(templatePage, { summary: 'List the templates' })
  async listTemplates(@Query({ schema: templateQuery }) query: TemplateQuery) {
    return shown(await this.queries.list(query), toTemplateView);
  }

  @Get(':id')
  @Can('read', Template)
  @Tagged()
  @Answers(templateShape, { summary: 'Show one template', errors: gone })
  async getTemplate(@Id() id: string) {
    return toTemplateView(await this.queries.read(id));
  }

  @Post()
  @Can('create', Template)
  @Tagged()
  @Answers(templateShape, { summary: 'Add a template', status: 201, errors: { 409: '`code-taken`' } })
  async createTemplate(@Body({ schema: newTemplate }) body: NewTemplate, @Caller() actor: Actor) {
    return toTemplateView(await this.templates.create(actor, body));
  }

  @Patch(':id')
  @Can('update', Template)
  @Tagged()
  @Answers(templateShape, {
    summary: 'Change a template',
    description: 'Null clears a field. `servers` replaces the whole list. An archived template takes no new instance.',
    errors: { ...gone, 409: '`code-taken`', 412: 'Changed meanwhile' },
  })
  async updateTemplate(
    @Id() id: string,
    @Body({ schema: templateEdit }) body: TemplateEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toTemplateView(await this.templates.update(actor, id, version, body));
  }

  @Put(':id/service-login')
  @Can('update', Template)
  @Answers(null, {
    summary: 'Give Amiral a login in a template',
    description:
      'Tried before it is stored: on the source server, or without one on a server where the template is ready. No copy keeps it.',
    errors: {
      ...gone,
      409: '`login-refused`, `login-not-admin`, `template-nowhere`, `no-such-database`, `changed-meanwhile`',
      502: 'The server was not reached',
      504: 'The server did not answer in time',
    },
  })
  async setTemplateLogin(
    @Id() id: string,
    @Body({ schema: templateLogin }) body: TemplateLogin,
    @Caller() actor: Actor,
  ) {
    await this.logins.set(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', Template)
  @Answers(null, {
    summary: 'Delete a template',
    description: 'Instances that refer to it keep it from being deleted, terminated ones too.',
    errors: { ...gone, 409: '`template-in-use`', 412: 'Changed meanwhile' },
  })
  async deleteTemplate(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.templates.delete(actor, id, version);
  }
}
