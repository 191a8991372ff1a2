import { Module } from '@nestjs/common';
import { Policies } from '../auth/policies';
import { ChannelsModule } from '../channels/channels.module';
import { Notices } from '../channels/notices.service';
import { Stream } from '../stream/stream';
import { StreamModule } from '../stream/stream.module';
import { alertPolicy } from './alert.policy';
import { AlertSource } from './alert.source';
import { AlertsController } from './alerts.controller';
import { AlertsQueries } from './alerts.queries';
import { AlertsService } from './alerts.service';
import { Evaluator } from './evaluation/evaluator.service';
import { Timings } from './evaluation/timings';
import { incidentPolicy } from './incidents/incident.policy';
import { IncidentSource } from './incidents/incident.source';
import { IncidentsController } from './incidents/incidents.controller';
import { IncidentsQueries } from './incidents/incidents.queries';
import { IncidentsService } from './incidents/incidents.service';
import { rulePolicy } from './rules/rule.policy';
import { RulesController } from './rules/rules.controller';
import { RulesQueries } from './rules/rules.queries';
import { RulesService } from './rules/rules.service';
import { silencePolicy } from './silences/silence.policy';
import { SilencesController } from './silences/silences.controller';
import { SilencesQueries } from './silences/silences.queries';
import { SilencesService } from './silences/silences.service';
import { windowPolicy } from './windows/window.policy';
import { WindowsController } from './windows/windows.controller';
import { WindowsQueries } from './windows/windows.queries';
import { WindowsService } from './windows/windows.service';

/** Calling people, once, for what is worth it: incidents, rules, alerts, silences and maintenance windows. */
@Module({
  imports: [ChannelsModule, StreamModule],
  controllers: [AlertsController, IncidentsController, RulesController, SilencesController, WindowsController],
  providers: [
    AlertSource,
    AlertsQueries,
    AlertsService,
    Evaluator,
    IncidentSource,
    IncidentsQueries,
    IncidentsService,
    RulesQueries,
    RulesService,
    SilencesQueries,
    SilencesService,
    Timings,
    WindowsQueries,
    WindowsService,
  ],
})
export class AlertsModule {
  constructor(
    policies: Policies,
    notices: Notices,
    stream: Stream,
    alerts: AlertsQueries,
    incidentSource: IncidentSource,
    alertSource: AlertSource,
  ) {
    for (const policy of [alertPolicy, incidentPolicy, rulePolicy, silencePolicy, windowPolicy]) {
      policies.register(policy);
    }
    stream.register(incidentSource);
    stream.register(alertSource);
    notices.register({ list: () => alerts.firing() });
  }
}
