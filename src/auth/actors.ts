import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Listener } from '../database/listener';
import type { Role } from './ability';

const KEPT_MS = 60_000;

interface KnownActor {
  id: string;
  email: string;
  name: string;
  role: Role;
  sessionId: string;
}

/**
 * Who a live session belongs to, kept in memory between requests. A change is heard at once in the process that made it and by
 * NOTIFY in the others; while that cannot be heard nothing is kept.
 */
@Injectable()
export class Actors {
  private readonly kept = new Map<string, { actor: KnownActor; until: number }>();
  private readonly changed: ((userId: string) => void)[] = [];
  private generation = 0;

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly listener: Listener,
  ) {
    listener.on('actor', (userId) => {
      this.forget(userId);
    });
    listener.onUp(() => {
      this.generation++;
      this.kept.clear();
    });
  }

  /** The owner of a live session, or null when the session has ended or its user is disabled or gone. */
  async find(sessionId: string): Promise<KnownActor | null> {
    const known = this.kept.get(sessionId);
    if (known && this.listener.isUp && known.until > Date.now()) return known.actor;
    const { generation } = this;
    const actor = await this.read(sessionId);
    // Had something changed during the read, what was read may be older than the change.
    if (actor && this.listener.isUp && generation === this.generation) {
      this.kept.set(sessionId, { actor, until: Date.now() + KEPT_MS });
    }
    return actor;
  }

  /** Calls `handler` with the id of each user of whom something has changed: role, disabling, the end of a session. */
  onChange(handler: (userId: string) => void): void {
    this.changed.push(handler);
  }

  /** Drops what is known of a user, here at once; to be called after the change is committed and before it is answered. */
  forget(userId: string): void {
    this.generation++;
    for (const [sessionId, { actor }] of this.kept) if (actor.id === userId) this.kept.delete(sessionId);
    for (const handler of this.changed) handler(userId);
  }

  private async read(sessionId: string): Promise<KnownActor | null> {
    const rows = await this.dataSource.query<KnownActor[]>(
      `SELECT u.id, u.email, u.name, u.role, s.id AS "sessionId"
         FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND NOT u.disabled`,
      [sessionId],
    );
    return rows[0] ?? null;
  }
}
