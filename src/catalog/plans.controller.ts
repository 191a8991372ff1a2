import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Tagged } from '../common/etag';
import { shown } from '../common/pages';
import { Id, IfMatch } from '../common/params';
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
import { PlansQueries } from './plans.queries';
import { PlansService } from './plans.service';

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
    return shown(await this.queries.list(query), toPlanView);
  }

  @Get(':id')
  @Can('read', Plan)
  @Tagged()
  @Answers(planShape, { summary: 'Show one plan', errors: gone })
  async getPlan(@Id() id: string) {
    return toPlanView(await this.queries.read(id));
  }

  @Post()
  @Can('create', Plan)
  @Tagged()
  @Answers(planShape, { summary: 'Add a plan', status: 201, errors: { 409: '`code-taken`' } })
  async createPlan(@Body({ schema: newPlan }) body: NewPlan, @Caller() actor: Actor) {
    return toPlanView(await this.plans.create(actor, body));
  }

  @Patch(':id')
  @Can('update', Plan)
  @Tagged()
  @Answers(planShape, {
    summary: 'Change a plan',
    description: 'Null clears a field. An archived plan takes no new instance; those it has keep it.',
    errors: { ...gone, 409: '`code-taken`', 412: 'Changed meanwhile' },
  })
  async updatePlan(
    @Id() id: string,
    @Body({ schema: planEdit }) body: PlanEdit,
    @IfMatch() version: number | null,
    @Caller() actor: Actor,
  ) {
    return toPlanView(await this.plans.update(actor, id, version, body));
  }

  @Delete(':id')
  @Can('delete', Plan)
  @Answers(null, {
    summary: 'Delete a plan',
    description: 'Instances that refer to it keep it from being deleted, terminated ones too.',
    errors: { ...gone, 409: '`plan-in-use`', 412: 'Changed meanwhile' },
  })
  async deletePlan(@Id() id: string, @IfMatch() version: number | null, @Caller() actor: Actor) {
    await this.plans.delete(actor, id, version);
  }
}
