import { Module } from '@nestjs/common';
import { ProbeDesk } from './probe.desk';

@Module({ providers: [ProbeDesk], exports: [ProbeDesk] })
export class HealthModule {}
