import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { Constraints } from '../../common/constraints';
import { DomainError, notFound } from '../../common/errors';
import { isDatabaseLost, isStorageFull } from '../../common/lost-database';
import { refusalBehind } from '../../common/problem.filter';
import { wrongFields } from '../../common/validation.pipe';
import { Server } from '../../servers/server.entity';
import { AdoptionService } from '../adoption.service';
import { adoption } from '../instance.schemas';
import type { Adopted, Adoptions } from './databases.schemas';

type Verdict = Adopted['items'][number];

/** A fleet that was there before Amiral, entered in few calls. */
@Injectable()
export class AdoptingMany {
  private readonly logger = new Logger('Adoption');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly adoption: AdoptionService,
    private readonly constraints: Constraints,
  ) {}

  /** Each in a transaction of its own, one after the other: the server is asked for each. @throws DomainError 404 */
  async adopt(actor: Actor, serverId: string, { items }: Adoptions): Promise<Adopted> {
    if (!(await this.dataSource.manager.existsBy(Server, { id: serverId }))) throw notFound('server');
    const verdicts: Verdict[] = [];
    for (const item of items) verdicts.push(await this.one(actor, serverId, item));
    return { items: verdicts };
  }

  private async one(actor: Actor, serverId: string, item: Record<string, unknown>): Promise<Verdict> {
    const databaseName = typeof item['databaseName'] === 'string' ? item['databaseName'] : null;
    try {
      const given = perItem.safeParse(item);
      if (!given.success) throw wrongFields(given.error.issues);
      const { id } = await this.adoption.adopt(actor, { ...given.data, serverId });
      return { databaseName, status: 'adopted', instanceId: id, code: null, detail: null };
    } catch (error) {
      return { databaseName, status: 'refused', instanceId: null, ...this.reasonOf(error) };
    }
  }

  private reasonOf(error: unknown): { code: string; detail: string } {
    if (isDatabaseLost(error) || isStorageFull(error)) throw error;
    const refusal = refusalBehind(error, this.constraints);
    if (refusal) return { code: refusal.code, detail: sentenceOf(refusal) };
    this.logger.error({ err: error });
    return { code: 'internal', detail: 'Something went wrong on our side; the log has the reason.' };
  }
}

const perItem = adoption.omit({ serverId: true });

/** With the fields that are wrong, which a verdict has no other place for. */
function sentenceOf({ message, facts: { errors = [] } }: DomainError): string {
  return errors.length === 0 ? message : errors.map(({ field, message: why }) => `${field} ${why}`).join('; ');
}
