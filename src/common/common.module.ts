import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock';
import { Config } from './config';
import { Constraints } from './constraints';
import { ProblemFacts } from './problem-facts';
import { Measures } from './measures';
import { Stopping } from './stopping';

/** What everybody needs: settings, the clock, what broken rules mean. */
@Global()
@Module({})
export class CommonModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: CommonModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: Clock, useClass: SystemClock },
        Constraints,
        Measures,
        ProblemFacts,
        Stopping,
      ],
      exports: [Config, Clock, Constraints, Measures, ProblemFacts, Stopping],
    };
  }
}
