import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In } from 'typeorm';
import type { Actor } from '../auth/actor';
import type { Source } from '../stream/source';
import { Alert } from './alert.entity';
import { toAlertView } from './alert.schemas';
import { type ShownAlert, withTold } from './alert-told';

/** How alerts are shown to those who follow what changes. */
@Injectable()
export class AlertSource implements Source<ShownAlert> {
  readonly kind = 'alert';
  readonly subject = Alert;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async read(ids: readonly string[]): Promise<ShownAlert[]> {
    const { manager } = this.dataSource;
    return withTold(manager, await manager.findBy(Alert, { id: In([...ids]) }));
  }

  view(shown: ShownAlert, actor: Actor) {
    return toAlertView(shown, actor);
  }
}
