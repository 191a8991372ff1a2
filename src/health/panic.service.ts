import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { Clock } from '../common/clock';
import { Config } from '../common/config';
import { conflict } from '../common/errors';
import { Listener } from '../database/listener';
import { notify } from '../database/notifications';
import { AMIRAL, Journal, type JournalActor, type JournalFact } from '../journal/journal.service';
import { HealthPanic } from './monitor.entity';
import { type Counted, countSince, firstUnconfirmedSince } from './panic-count';
import { isPanic } from './panic.rule';

/** Rather suspects itself than the fleet. What is known here is the stored row, so that a restart forgets nothing. */
@Injectable()
export class Panic {
  private readonly logger = new Logger('Monitor');
  private readonly changed: (() => void)[] = [];
  private known = false;
  private reviewing: Promise<void> | null = null;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly config: Config,
    listener: Listener,
  ) {
    listener.on('panic', () => void this.refresh());
  }

  /** Whether the monitor is frozen, as last heard. */
  get frozen(): boolean {
    return this.known;
  }

  /** Calls `handler` when a freeze begins or ends, here or in another process. */
  onChange(handler: () => void): void {
    this.changed.push(handler);
  }

  async read(): Promise<HealthPanic> {
    return this.dataSource.manager.findOneByOrFail(HealthPanic, { id: 1 });
  }

  /** Reads the stored row; a database that does not answer changes nothing. */
  async refresh(): Promise<void> {
    const row = await this.read().catch(() => null);
    if (row) this.hear(row.frozen);
  }

  /**
   * Asked in the transaction that stores results, before any server of it turns bad: is it the fleet, or us?
   * @param since the first failures of the servers that are about to turn bad, or the start of our own faults, in ms
   * @returns whether the monitor is frozen now
   */
  async decide(tx: EntityManager, since: readonly number[]): Promise<boolean> {
    const row = await tx.findOneOrFail(HealthPanic, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
    if (row.frozen || row.confirmedAt) return row.frozen;
    const moments = earliestOfEachSecond([...since, ...(await this.firstUnconfirmed(tx, since))]);
    for (const [index, fleet] of (await countSince(tx, moments)).entries()) {
      const from = moments[index];
      if (!from || !isPanic(fleet)) continue;
      await this.freeze(tx, row, from, fleet);
      return true;
    }
    return false;
  }

  /**
   * What stops at once is not confirmed in the order in which it is seen to fail, so the count has to begin with the first failure
   * that is still to be confirmed, or those that failed a moment before the suspects would be left out.
   */
  private async firstUnconfirmed(tx: EntityManager, since: readonly number[]): Promise<number[]> {
    const { fall, recheckMs, timeoutMs } = this.config.health;
    const from = since.reduce((earliest, ms) => Math.min(earliest, ms)) - fall * (recheckMs + timeoutMs);
    const first = await firstUnconfirmedSince(tx, new Date(from));
    return first ? [first.getTime()] : [];
  }

  /** Ends a freeze that is no longer true, and forgets a confirmation once its outage is over. Called every second. */
  async review(): Promise<void> {
    // One at a time: on a slow database they would pile up and take every connection.
    this.reviewing ??= this.reviewOnce().finally(() => {
      this.reviewing = null;
    });
    await this.reviewing;
  }

  private async reviewOnce(): Promise<void> {
    const now = await this.read();
    this.hear(now.frozen);
    if (!now.frozen && !now.confirmedAt) return;
    await this.dataSource.transaction(async (tx) => {
      const row = await tx.findOneOrFail(HealthPanic, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
      if (!row.countedFrom || (!row.frozen && !row.confirmedAt)) return;
      const [fleet] = await countSince(tx, [row.countedFrom]);
      if (fleet && isPanic(fleet)) {
        await tx.update(HealthPanic, { id: 1 }, { failing: fleet.failing, counted: fleet.counted });
        return;
      }
      const wasFrozen = row.frozen;
      Object.assign(row, { frozen: false, since: null, countedFrom: null, failing: 0, counted: 0, reason: null });
      Object.assign(row, { confirmedAt: null, confirmedBy: null });
      await tx.save(row);
      if (!wasFrozen) return;
      await this.note(tx, AMIRAL, 'panic-end', row);
      this.logger.warn('PANIC ends: the fleet is judged again.');
    });
    await this.refresh();
  }

  /** An administrator says that it is real: the fleet is judged as it looks. @throws DomainError 409 when nothing is frozen */
  async confirm(actor: Actor): Promise<HealthPanic> {
    const row = await this.dataSource.transaction(async (tx) => {
      const frozen = await tx.findOneOrFail(HealthPanic, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } });
      if (!frozen.frozen) throw conflict('not-frozen', 'The monitor is not frozen; there is nothing to confirm.');
      Object.assign(frozen, { frozen: false, confirmedAt: this.clock.now(), confirmedBy: actor.id });
      await tx.save(frozen);
      await this.note(tx, actor, 'panic-confirm', frozen);
      return frozen;
    });
    this.logger.warn(`PANIC was confirmed as real by ${actor.email}: the fleet is judged as it looks.`);
    this.hear(false);
    return row;
  }

  private async freeze(tx: EntityManager, row: HealthPanic, countedFrom: Date, fleet: Counted): Promise<void> {
    const { counted, failing, blind } = fleet;
    const reason = blind > 0 ? 'own-fault' : 'many-failing';
    Object.assign(row, { frozen: true, since: this.clock.now(), countedFrom, counted, failing, reason });
    await tx.save(row);
    await this.note(tx, AMIRAL, 'panic', row);
    this.logger.error(
      `PANIC: ${String(failing)} of ${String(counted)} servers fail at once (${reason}). The monitor is frozen: nothing goes offline. ` +
        'Check this machine and its network; an administrator can confirm that it is real: POST /api/v1/health/panic/confirm.',
    );
  }

  private async note(
    tx: EntityManager,
    actor: JournalActor,
    action: JournalFact['action'],
    row: HealthPanic,
  ): Promise<void> {
    const { failing, counted, reason, frozen } = row;
    const changes = [{ field: 'frozen', before: !frozen, after: frozen }];
    if (frozen) {
      changes.push(
        ...Object.entries({ failing, counted, reason }).map(
          ([field, after]) => ({ field, before: null, after }) as never,
        ),
      );
    }
    await this.journal.write(tx, actor, {
      action,
      subjectType: 'monitor',
      subjectId: null,
      subjectName: 'monitor',
      changes,
    });
    await notify(tx, 'panic');
  }

  private hear(frozen: boolean): void {
    if (frozen === this.known) return;
    this.known = frozen;
    for (const handler of this.changed) handler();
  }
}

/** In ascending order. To the second is near enough, and bounds the moments when thousands fail together. */
function earliestOfEachSecond(times: readonly number[]): Date[] {
  const earliest = new Map<number, number>();
  for (const ms of times) {
    const second = Math.floor(ms / 1000);
    earliest.set(second, Math.min(ms, earliest.get(second) ?? ms));
  }
  return [...earliest.values()].sort((a, b) => a - b).map((ms) => new Date(ms));
}
