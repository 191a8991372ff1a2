import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { Actor } from '../auth/actor';
import type { Source } from '../stream/source';
import { Alert } from './alert.entity';
import { toAlertView } from './alert.shapes';

/** How alerts are shown to those who follow what changes. */
@Injectable()
export class AlertSource implements Source<Alert> {
  readonly kind = 'alert';
  readonly subject = Alert;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  read(ids: readonly string[]): Promise<Alert[]> {
    return this.dataSource.manager.findBy(Alert, { id: In([...ids]) });
  }

  view(alert: Alert, actor: Actor) {
    return toAlertView(alert, actor);
  }
}
