import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { Config } from '../common/config';
import { notify } from '../database/notifications';
import { BEGIN, CLAIM, MINE, PUT_BACK, SETTLE } from './ledger.statements';
import type { Operation, OperationStep } from './operation.entity';
import type { StepResult } from './kinds';
import type { StepState } from './operation.states';

/** The operation is somebody else's by now: whoever ran it stops, and has changed nothing since. */
export class LeaseLost extends Error {}

/** Who writes, and under which epoch. */
export interface Holder {
  readonly id: string;
  readonly owner: string;
  readonly epoch: number;
}

/** An operation as it was claimed. */
export type Claimed = Pick<
  Operation,
  | 'id'
  | 'kind'
  | 'state'
  | 'subjectType'
  | 'subjectId'
  | 'subjectName'
  | 'serverId'
  | 'input'
  | 'facts'
  | 'pastReturn'
  | 'cancelRequested'
  | 'lane'
  | 'holdsLane'
  | 'epoch'
> & { steps: ClaimedStep[] };

export type ClaimedStep = Pick<OperationStep, 'name' | 'state' | 'attempts'> & {
  /** For how long it has not been known what became of it, in ms by the database's clock. */
  unknownMs: number | null;
};

/** What is about to be begun. */
export interface Intent {
  position: number;
  lane: string | null;
  /** From here on it only goes forward. */
  isReturn: boolean;
  /** Of a step whose answer is asked for again, or that is being undone. */
  keepsState: boolean;
}

/** How a step is left for later. */
export interface PutBack {
  position: number;
  waitMs: number;
  lane: string | null;
  /** Whether the lane stays taken meanwhile: the call may still be under way. */
  keepsLane: boolean;
  state: StepState | null;
  detail: string | null;
  /** Whether the clock of what is not known begins, if it does not run already. */
  unknown: boolean;
}

/** How a step has ended. */
export interface Settled {
  position: number;
  state: StepState;
  result: StepResult;
  /** Sealed. */
  reveal: string | null;
  nextLane: string | null;
  /** Whether somebody else may go on in the lane that was held. */
  freesLane: boolean;
}

/** The tables' side of running operations: every write but a claim names its owner and epoch, so that a runner that was away writes nothing. */
@Injectable()
export class Ledger {
  readonly leaseMs: number;

  constructor(
    @InjectDataSource() readonly dataSource: DataSource,
    config: Config,
  ) {
    this.leaseMs = config.operations.leaseMs;
  }

  /**
   * A transaction that the database ends when this process falls silent in it for as long as a lease lasts: a frozen process must not
   * keep the operation's row from whoever takes over.
   */
  within<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [String(this.leaseMs)]);
      return work(tx);
    });
  }

  /** Takes what is due and nobody's, at most `most`. */
  async claim(owner: string, kinds: readonly string[], most: number): Promise<Claimed[]> {
    try {
      const [rows] = await this.dataSource.query<[Claimed[], number]>(CLAIM, [owner, kinds, this.leaseMs, most]);
      return rows;
    } catch (error) {
      // Another process took the same lane at the same moment.
      if (isLaneTaken(error)) return [];
      throw error;
    }
  }

  /** Keeps the leases of those that are still this process's. */
  async renew(owner: string, held: readonly Holder[]): Promise<{ id: string; cancelRequested: boolean }[]> {
    const [rows] = await this.dataSource.query<[{ id: string; cancelRequested: boolean }[], number]>(
      `UPDATE operations o SET lease_until = clock_timestamp() + $2 * interval '1 ms'
         FROM unnest($3::uuid[], $4::integer[]) AS held (id, epoch)
        WHERE o.id = held.id AND o.epoch = held.epoch AND o.owner = $1
       RETURNING o.id, o.cancel_requested AS "cancelRequested"`,
      [owner, this.leaseMs, held.map(({ id }) => id), held.map(({ epoch }) => epoch)],
    );
    return rows;
  }

  /**
   * Writes down the intent of a step, before it is begun.
   * @returns the number of the attempt, or null when others stand in the lane, or a pause keeps it from beginning
   * @throws LeaseLost
   */
  async begin(tx: EntityManager, holder: Holder, intent: Intent): Promise<number | null> {
    const { position, lane, isReturn, keepsState } = intent;
    const values = [holder.id, holder.owner, holder.epoch, lane, isReturn, position, keepsState];
    try {
      const [rows] = await tx.query<[{ attempts: number }[], number]>(BEGIN, values);
      if (rows[0]) return rows[0].attempts;
    } catch (error) {
      if (!isLaneTaken(error)) throw error;
    }
    await this.mustHold(tx, holder);
    return null;
  }

  /** Writes how a step ended, and what it found out. @throws LeaseLost */
  async settle(tx: EntityManager, holder: Holder, settled: Settled): Promise<void> {
    const { position, state, result, reveal, nextLane, freesLane } = settled;
    const { facts = {}, detail = null, result: shown = null } = result;
    await mustChange(tx, SETTLE, [
      ...[holder.id, holder.owner, holder.epoch],
      ...[JSON.stringify(facts), shown && JSON.stringify(shown), reveal, nextLane, position, state, detail],
    ]);
    if (freesLane) await notify(tx, 'operations');
  }

  /** Leaves the operation for later, to whoever is there then. @throws LeaseLost */
  async putBack(holder: Holder, { position, waitMs, lane, keepsLane, state, detail, unknown }: PutBack): Promise<void> {
    await mustChange(this.dataSource.manager, PUT_BACK, [
      ...[holder.id, holder.owner, holder.epoch],
      ...[waitMs, lane, keepsLane, position, state, detail, unknown],
    ]);
    if (!keepsLane) await notify(this.dataSource, 'operations');
  }

  /** A failed step, and from here on backwards. @throws LeaseLost */
  async turnBack(
    holder: Holder,
    { position, code, detail }: { position: number | null; code: string | null; detail: string | null },
  ): Promise<void> {
    await this.within(async (tx) => {
      await mustChange(
        tx,
        `UPDATE operations SET state = 'compensating', turned_back = true, error_code = COALESCE(error_code, $4), error_detail = COALESCE(error_detail, $5)
          WHERE ${MINE} RETURNING id`,
        [holder.id, holder.owner, holder.epoch, code, detail],
      );
      if (position === null) return;
      await tx.query(
        `UPDATE operation_steps SET state = 'failed', ended_at = clock_timestamp(), unknown_since = NULL, detail = $3
          WHERE operation_id = $1 AND position = $2`,
        [holder.id, position, detail],
      );
    });
  }

  /** Bytes of the step under way. A write that comes too late changes nothing, and nobody misses it. */
  async progress(holder: Holder, position: number, done: number, total: number | null): Promise<void> {
    await this.dataSource.query(
      `UPDATE operation_steps s SET bytes_done = $5, bytes_total = $6 FROM operations o
        WHERE s.operation_id = o.id AND s.position = $4 AND o.id = $1 AND o.owner = $2 AND o.epoch = $3`,
      [holder.id, holder.owner, holder.epoch, position, done, total],
    );
  }

  /** @throws LeaseLost */
  async mustHold(tx: EntityManager, holder: Holder): Promise<void> {
    await mustChange(tx, `SELECT id FROM operations WHERE ${MINE}`, [holder.id, holder.owner, holder.epoch]);
  }
}

/** @returns the row that was changed. @throws LeaseLost when there was none to change */
export async function mustChange<Row>(tx: EntityManager, sql: string, values: unknown[]): Promise<Row> {
  const answer = await tx.query<Row[] | [Row[], number]>(sql, values);
  const [first] = answer;
  const row = Array.isArray(first) ? first[0] : first;
  if (row === undefined) throw new LeaseLost('The operation is not this process’s any more.');
  return row;
}

function isLaneTaken(error: unknown): boolean {
  return (
    error instanceof QueryFailedError &&
    (error.driverError as { constraint?: string }).constraint === 'operations_lane_key'
  );
}
