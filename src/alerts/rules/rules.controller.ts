import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { etagOf, versionAsked } from '../../common/etag';
import { idParam } from '../../common/pages';
import { noFields } from '../../servers/server.schemas';
import { AlertRule } from './rule.entity';
import {
  newRule,
  type NewRule,
  ruleEdit,
  type RuleEdit,
  rulePage,
  ruleQuery,
  type RuleQuery,
  ruleShape,
  toRuleView,
} from './rule.schemas';
import { RulesService } from './rules.service';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});
const gone = { 404: 'There is no such rule' };
const stale = { 412: 'Changed meanwhile' };

@ApiTags('alerts')
@Controller('alert-rules')
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  @Get()
  @Can('read', AlertRule)
  @Answers(rulePage, { summary: 'List what people are called for' })
  async listAlertRules(@Query({ schema: ruleQuery }) query: RuleQuery) {
    const page = await this.rules.list(query);
    return { ...page, items: page.items.map(toRuleView) };
  }

  @Get(':id')
  @Can('read', AlertRule)
  @Answers(ruleShape, { summary: 'Show one rule', errors: gone })
  async getAlertRule(@Param('id', { schema: idParam }) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return tagged(await this.rules.read(id), reply);
  }

  @Post()
  @Can('create', AlertRule)
  @Answers(ruleShape, {
    summary: 'Add a rule',
    description:
      'Several of one kind, for other labels, are as good as one. What is left out is what the kind has by itself.',
    status: 201,
    errors: { 409: '`name-taken`' },
  })
  async createAlertRule(
    @Body({ schema: newRule }) body: NewRule,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.rules.create(actor, body), reply);
  }

  @Patch(':id')
  @Can('update', AlertRule)
  @IF_MATCH
  @Answers(ruleShape, {
    summary: 'Change a rule',
    description: 'A rule that is disabled ends its alerts.',
    errors: { ...gone, ...stale, 409: '`name-taken`' },
  })
  async updateAlertRule(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: ruleEdit }) body: RuleEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.rules.update(actor, id, versionAsked(ifMatch), body), reply);
  }

  @Post(':id/reset')
  @Can('reset', AlertRule)
  @IF_MATCH
  @Answers(ruleShape, {
    summary: 'Make a rule what its kind has by itself',
    description: 'Its name and labels stay.',
    errors: { ...gone, ...stale },
  })
  async resetAlertRule(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: noFields }) _body: object,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.rules.reset(actor, id, versionAsked(ifMatch)), reply);
  }

  @Delete(':id')
  @Can('delete', AlertRule)
  @IF_MATCH
  @Answers(null, { summary: 'Delete a rule', errors: { ...gone, ...stale, 409: '`rule-built-in`' } })
  async deleteAlertRule(
    @Param('id', { schema: idParam }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
  ) {
    await this.rules.delete(actor, id, versionAsked(ifMatch));
  }
}

function tagged(rule: AlertRule, reply: FastifyReply) {
  void reply.header('ETag', etagOf(rule.version));
  return toRuleView(rule);
}
