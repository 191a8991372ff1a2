import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import type { Source } from '../stream/source';
import { Alert } from './alert.entity';
import { toAlertView } from './alert.view';
import { AlertsQueries, type ShownAlert } from './alerts.queries';

/** How alerts are shown to those who follow what changes. */
@Injectable()
export class AlertSource implements Source<ShownAlert> {
  readonly kind = 'alert';
  readonly subject = Alert;

  constructor(private readonly queries: AlertsQueries) {}

  read(ids: readonly string[]): Promise<ShownAlert[]> {
    return this.queries.find(ids);
  }

  view(shown: ShownAlert, actor: Actor) {
    return toAlertView(shown, actor);
  }
}
