import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Tagged } from '../../common/etag';
import { shown } from '../../common/pages';
import { Id, IfMatch } from '../../common/params';
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
} from './rule.schemas';
import { toRuleView } from './rule.view';
import { RulesQueries } from './rules.queries';
import { RulesService } from './rules.service';

const gone = { 404: 'There is no such rule' };
const stale = { 412: 'Changed meanwhile' };

@ApiTags('alerts')
@Controller('alert-rules')
export class RulesController {
  constructor(
    private readonly rules: RulesService,
    private readonly queries: RulesQueries,
  ) {}

  @Get()
  @Can('read', AlertRule)
  @Answers(rulePage, { summary: 'List what people are called for' })
  async listAlertRules(@Query({ schema: ruleQuery }) query: RuleQuery) {
    return shown(await this.queries.list(query), toRuleView);
  }

  @Get(':id')
  @Can('read', AlertRule)
  @Tagged()
  @Answers(ruleShape, { summary: 'Show one rule', errors: gone })
  async getAlertRule(@Id() id: string) {
    return toRuleView(await this.queries.read(id));
  }

  @Post()
  @Can('create', AlertRule)
  @Tagged()
  @Answers(ruleShape, {
    summary: 'Add a rule',
    description:
      'Several of one kind, for other labels, are as good as one. What is left out is what the kind has by itself.',
    status: 201,
    errors: { 409: '`name-taken`' },
  })
  async createAlertRule(@Body({ schema: newRule }) body: NewRule, @Caller() actor: Actor) {
    return toRuleView(await this.rules.create(actor, body));
  }

  @Patch(':id')
  @Can('update', AlertRule)
  @Tagged()
  @Answers(ruleShape, {
    summary: 'Change a rule',
    description: 'A rule that is disabled ends its alerts.',
    errors: { ...gone, ...stale, 409: '`name-taken`' },
  })
  async updateAlertRule(
    @Id() id: string,
    @Body({ schema: ruleEdit }) body: RuleEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toRuleView(await this.rules.update(actor, id, version, body));
  }

  @Post(':id/reset')
  @Can('reset', AlertRule)
  @Tagged()
  @Answers(ruleShape, {
    summary: 'Make a rule what its kind has by itself',
    description: 'Its name and labels stay.',
    errors: { ...gone, ...stale },
  })
  async resetAlertRule(
    @Id() id: string,
    @Body({ schema: noFields }) _body: object,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toRuleView(await this.rules.reset(actor, id, version));
  }

  @Delete(':id')
  @Can('delete', AlertRule)
  @Answers(null, { summary: 'Delete a rule', errors: { ...gone, ...stale, 409: '`rule-built-in`' } })
  async deleteAlertRule(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.rules.delete(actor, id, version);
  }
}
