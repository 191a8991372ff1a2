import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../auth/access';
import type { Actor } from '../auth/actor';
import { Answers } from '../common/answers';
import { Id } from '../common/params';
import { Server } from '../servers/server.entity';
import { noFields, serverShape } from '../servers/server.schemas';
import { toServerView } from '../servers/server.view';
import { HealthService } from './health.service';
import { activatedShape, connectionReport, monitorShape, panicShape } from './health.schemas';
import { toPanicView } from './panic.view';
import { HealthPanic } from './monitor.entity';
import { Monitor } from './monitor.service';
import { Panic } from './panic.service';

/** The actions on a server that call it. */
@ApiTags('servers')
@Controller('servers')
export class ServerHealthController {
  constructor(private readonly health: HealthService) {}

  @Post(':id/activate')
  @Can('activate', Server)
  @Answers(activatedShape, {
    summary: 'Put a server into service',
    description: 'Tests the connection first; when the test fails nothing changes.',
    errors: {
      404: 'There is no such server',
      409: '`wrong-state`, `connection-failed` with the reason, `changed-meanwhile`',
    },
  })
  async activateServer(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    const { server, warnings } = await this.health.activate(actor, id);
    return { ...toServerView(server, actor), warnings };
  }

  @Post(':id/check-health')
  @Can('check-health', Server)
  @Answers(serverShape, {
    summary: 'Probe a server now',
    description: 'Stores the outcome and answers with the server, whatever was found.',
    errors: { 404: 'There is no such server' },
  })
  async checkServerHealth(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return toServerView(await this.health.check(actor, id), actor);
  }

  @Post(':id/test-connection')
  @Can('test-connection', Server)
  @Answers(connectionReport, {
    summary: 'Test the connection to a server',
    description: 'Reports each check and changes nothing. Advisory checks never make the whole fail.',
    errors: { 404: 'There is no such server' },
  })
  testServerConnection(@Id() id: string, @Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return this.health.test(actor, id);
  }
}

/** The monitor itself: is it late, is it frozen? */
@ApiTags('monitor')
@Controller('health')
export class MonitorController {
  constructor(
    private readonly monitor: Monitor,
    private readonly panic: Panic,
  ) {}

  @Get('monitor')
  @Can('read', HealthPanic)
  @Answers(monitorShape, { summary: 'What the monitor of the answering process does, and how late it is' })
  getMonitor() {
    return this.monitor.figures();
  }

  @Get('panic')
  @Can('read', HealthPanic)
  @Answers(panicShape, { summary: 'Is the monitor frozen, since when, over how many servers, why' })
  async getPanic() {
    return toPanicView(await this.panic.read());
  }

  @Post('panic/confirm')
  @Can('confirm', HealthPanic)
  @Answers(panicShape, {
    summary: 'Confirm that the outage is real',
    description: 'The fleet is then judged as it looks.',
    errors: { 409: '`not-frozen`' },
  })
  async confirmPanic(@Body({ schema: noFields }) _body: object, @Caller() actor: Actor) {
    return toPanicView(await this.panic.confirm(actor));
  }
}
