import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { eventPolicy } from './event.policy';
import { EventsController } from './events.controller';
import { EventsQueries } from './events.queries';

/** The journal's reading routes. */
@Module({ controllers: [EventsController], providers: [EventsQueries] })
export class EventsModule {
  constructor(policies: Policies) {
    policies.register(eventPolicy);
  }
}
