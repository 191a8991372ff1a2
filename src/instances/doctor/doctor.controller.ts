import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Can } from '../../auth/access';
import type { Actor } from '../../auth/actor';
import { Answers } from '../../common/answers';
import { Id } from '../../common/params';
import { Server } from '../../servers/server.entity';
import { diagnosis } from './doctor.schemas';
import { Doctor } from './doctor.service';

@ApiTags('servers')
@Controller('servers/:id/doctor')
export class DoctorController {
  constructor(private readonly doctor: Doctor) {}

  @Get()
  @Can('test-connection', Server)
  @Answers(diagnosis, {
    summary: 'Look for what endangers a server',
    description: 'Calls it, and says of each finding what it endangers and the line that mends it. Changes nothing.',
    errors: { 404: 'There is no such server' },
  })
  async examineServer(@Id() id: string, @Caller() actor: Actor) {
    return this.doctor.examine(actor, id);
  }
}
