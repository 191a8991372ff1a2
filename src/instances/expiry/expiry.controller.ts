import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { noFields } from '../../servers/server.schemas';
import { Expiries } from './expiries.service';
import { ExpiryHold } from './expiry.entity';
import { ExpiryQueries } from './expiry.queries';
import { expiryShape } from './expiry.schemas';

@ApiTags('instances')
@Controller('expiry')
export class ExpiryController {
  constructor(
    private readonly expiries: Expiries,
    private readonly queries: ExpiryQueries,
  ) {}

  @Get()
  @Can('read', ExpiryHold)
  @Answers(expiryShape, {
    summary: 'Show whose time is over',
    description:
      'Where the plan suspends on expiry: what is due, what is held, and what had passed before and is left alone.',
  })
  async getExpiry() {
    return this.queries.read();
  }

  @Post('confirm')
  @Can('confirm', ExpiryHold)
  @HttpCode(200)
  @Answers(expiryShape, {
    summary: 'Confirm that what is held is to be suspended',
    description: 'Those that are held now, and no others.',
    errors: { 409: '`nothing-held`' },
  })
  async confirmExpiry(@Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    await this.expiries.confirm(actor);
    return this.queries.read();
  }
}
