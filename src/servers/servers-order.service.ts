import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { invalid, notFound } from '../common/errors';
import { takeLock } from '../database/locks';
import { changesBetween, Journal } from '../journal/journal.service';
import { Server } from './server.entity';
import { serverFact } from './server.journal';
import type { ReorderRequest } from './server.schemas';

/** What is left free around a position, so that the next ones to come find room. */
const STEP = 10;

type Position = Pick<Server, 'id' | 'sequence' | 'code'>;

/** The order people give the list: by `sequence`, then by code. */
@Injectable()
export class ServersOrderService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly journal: Journal,
  ) {}

  /** Puts a server right before or right after another one. @throws DomainError 404, 403, 422 when there is no such other one */
  async reorder(actor: Actor, id: string, place: ReorderRequest): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await takeLock(tx, 'order');
      const server = await tx.findOneBy(Server, { id });
      if (!server) throw notFound('server');
      actor.must('reorder', server, 'server');
      const sides = await neighbours(tx, id, place);
      if (!sides) return;
      const [left, right] = sides;
      const { sequence, shift } = between(left, right);
      await move(tx, id, sequence, shift === 0 ? null : right, shift);
      const changes = changesBetween<Pick<Server, 'sequence'>>(server, { sequence }, ['sequence']);
      await this.journal.write(tx, actor, serverFact('reorder', server, changes));
    });
  }
}

/** What the server shall stand between, null at either end; null alone when it stands there already. */
async function neighbours(tx: EntityManager, id: string, place: ReorderRequest) {
  const side = place.before === undefined ? 'after' : 'before';
  const [other] = await tx.query<Position[]>('SELECT id, sequence, code FROM servers WHERE id = $1', [place[side]]);
  if (!other || other.id === id) throw invalid(side, 'takes the id of another server');
  const next = await beside(tx, other, side);
  if (next?.id === id) return null;
  return side === 'before' ? ([next, other] as const) : ([other, next] as const);
}

async function beside(tx: EntityManager, { sequence, code }: Position, side: 'before' | 'after') {
  const [sign, direction] = side === 'before' ? ['<', 'DESC'] : ['>', 'ASC'];
  const [found] = await tx.query<Position[]>(
    `SELECT id, sequence, code FROM servers WHERE (sequence, code) ${sign} ($1, $2)
     ORDER BY sequence ${direction}, code ${direction} LIMIT 1`,
    [sequence, code],
  );
  return found ?? null;
}

/** The position between two others; `shift` is how far the right one and all behind it must go to make room. */
function between(left: Position | null, right: Position | null): { sequence: number; shift: number } {
  if (!left) return { sequence: (right?.sequence ?? 0) - STEP, shift: 0 };
  if (!right) return { sequence: left.sequence + STEP, shift: 0 };
  const room = right.sequence - left.sequence;
  if (room > 1) return { sequence: left.sequence + Math.floor(room / 2), shift: 0 };
  return { sequence: left.sequence + STEP, shift: 2 * STEP - room };
}

/**
 * One statement, and the only one here that locks servers: in order of id, as the monitor does, so that neither waits for the other
 * for ever. It touches no column that the monitor follows, so nobody is told, and no version but that of the server people moved.
 */
async function move(tx: EntityManager, id: string, sequence: number, from: Position | null, shift: number) {
  await tx.query(
    `UPDATE servers s SET
       sequence = CASE WHEN s.id = $1 THEN $2 ELSE s.sequence + $3 END,
       version = CASE WHEN s.id = $1 THEN s.version + 1 ELSE s.version END,
       updated_at = CASE WHEN s.id = $1 THEN now() ELSE s.updated_at END
     FROM (
       SELECT id FROM servers WHERE id = $1 OR (sequence, code) >= ($4::integer, $5::text) ORDER BY id FOR NO KEY UPDATE
     ) locked
     WHERE s.id = locked.id`,
    [id, sequence, shift, from?.sequence ?? null, from?.code ?? null],
  );
}
