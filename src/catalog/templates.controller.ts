import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { etagOf, versionAsked } from '../common/etag';
import { idParam } from '../common/pages';
import { Template } from './template.entity';
import {
  newTemplate,
  type NewTemplate,
  templateEdit,
  type TemplateEdit,
  templatePage,
  templateQuery,
  type TemplateQuery,
  templateShape,
} from './template.schemas';
import { toTemplateView } from './template.view';
import { type TemplateRow, TemplatesQueries } from './templates.queries';
import { TemplatesService } from './templates.service';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});
const gone = { 404: 'There is no such template' };

@ApiTags('templates')
@Controller('templates')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly queries: TemplatesQueries,
  ) {}

  @Get()
  @Can('read', Template)
  @Answers(templatePage, { summary: 'List the templates' })
  async listTemplates(@Query({ schema: templateQuery }) query: TemplateQuery) {
    const page = await this.queries.list(query);
    return { ...page, items: page.items.map(toTemplateView) };
  }

  @Get(':id')
  @Can('read', Template)
  @Answers(templateShape, { summary: 'Show one template', errors: gone })
  async getTemplate(@Param('id', { schema: idParam }) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return tagged(await this.queries.read(id), reply);
  }

  @Post()
  @Can('create', Template)
  @Answers(templateShape, { summary: 'Add a template', status: 201, errors: { 409: '`code-taken`' } })
  async createTemplate(
    @Body({ schema: newTemplate }) body: NewTemplate,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.templates.create(actor, body), reply);
  }

  @Patch(':id')
  @Can('update', Template)
  @IF_MATCH
  @Answers(templateShape, {
    summary: 'Change a template',
    description: 'Null clears a field. `servers` replaces the whole list. An archived template takes no new instance.',
    errors: { ...gone, 409: '`code-taken`', 412: 'Changed meanwhile' },
  })
  async updateTemplate(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: templateEdit }) body: TemplateEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.templates.update(actor, id, versionAsked(ifMatch), body), reply);
  }

  @Delete(':id')
  @Can('delete', Template)
  @IF_MATCH
  @Answers(null, {
    summary: 'Delete a template',
    description: 'Instances that refer to it keep it from being deleted, terminated ones too.',
    errors: { ...gone, 409: '`template-in-use`', 412: 'Changed meanwhile' },
  })
  async deleteTemplate(
    @Param('id', { schema: idParam }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
  ) {
    await this.templates.delete(actor, id, versionAsked(ifMatch));
  }
}

function tagged(row: TemplateRow, reply: FastifyReply) {
  void reply.header('ETag', etagOf(row.version));
  return toTemplateView(row);
}
