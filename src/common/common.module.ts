import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock';
import { Config } from './config';
import { Measures } from './measures';
import { Stopping } from './stopping';

/** Settings and the clock, for everybody. */
@Global()
@Module({})
export class CommonModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: CommonModule,
      providers: [{ provide: Config, useValue: config }, { provide: Clock, useClass: SystemClock }, Measures, Stopping],
      exports: [Config, Clock, Measures, Stopping],
    };
  }
}
