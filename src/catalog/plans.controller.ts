import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { etagOf, versionAsked } from '../common/etag';
import { idParam } from '../common/pages';
import { Plan } from './plan.entity';
import {
  newPlan,
  type NewPlan,
  planEdit,
  type PlanEdit,
  planPage,
  planQuery,
  type PlanQuery,
  planShape,
} from './plan.schemas';
import { toPlanView } from './plan.view';
import { type PlanRow, PlansQueries } from './plans.queries';
import { PlansService } from './plans.service';

const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'the ETag you have seen; 412 when it is stale',
});
const gone = { 404: 'There is no such plan' };

@ApiTags('plans')
@Controller('plans')
export class PlansController {
  constructor(
    private readonly plans: PlansService,
    private readonly queries: PlansQueries,
  ) {}

  @Get()
  @Can('read', Plan)
  @Answers(planPage, { summary: 'List the plans' })
  async listPlans(@Query({ schema: planQuery }) query: PlanQuery) {
    const page = await this.queries.list(query);
    return { ...page, items: page.items.map(toPlanView) };
  }

  @Get(':id')
  @Can('read', Plan)
  @Answers(planShape, { summary: 'Show one plan', errors: gone })
  async getPlan(@Param('id', { schema: idParam }) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return tagged(await this.queries.read(id), reply);
  }

  @Post()
  @Can('create', Plan)
  @Answers(planShape, { summary: 'Add a plan', status: 201, errors: { 409: '`code-taken`' } })
  async createPlan(
    @Body({ schema: newPlan }) body: NewPlan,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.plans.create(actor, body), reply);
  }

  @Patch(':id')
  @Can('update', Plan)
  @IF_MATCH
  @Answers(planShape, {
    summary: 'Change a plan',
    description: 'Null clears a field. An archived plan takes no new instance; those it has keep it.',
    errors: { ...gone, 409: '`code-taken`', 412: 'Changed meanwhile' },
  })
  async updatePlan(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: planEdit }) body: PlanEdit,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(await this.plans.update(actor, id, versionAsked(ifMatch), body), reply);
  }

  @Delete(':id')
  @Can('delete', Plan)
  @IF_MATCH
  @Answers(null, {
    summary: 'Delete a plan',
    description: 'Instances that refer to it keep it from being deleted, terminated ones too.',
    errors: { ...gone, 409: '`plan-in-use`', 412: 'Changed meanwhile' },
  })
  async deletePlan(
    @Param('id', { schema: idParam }) id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() actor: Actor,
  ) {
    await this.plans.delete(actor, id, versionAsked(ifMatch));
  }
}

function tagged(row: PlanRow, reply: FastifyReply) {
  void reply.header('ETag', etagOf(row.version));
  return toPlanView(row);
}
