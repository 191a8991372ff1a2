import { Global, Module } from '@nestjs/common';
import { Journal } from './journal.service';

@Global()
@Module({ providers: [Journal], exports: [Journal] })
export class JournalModule {}
