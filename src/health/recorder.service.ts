import { Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Config } from '../common/config';
import { isValueRefused } from '../common/lost-database';
import { Measures } from '../common/measures';
import { SingleFlight } from '../common/single-flight';
import { storeSamples } from '../history/sample';
import { AMIRAL, Journal } from '../journal/journal.service';
import { serverFact } from '../servers/server.journal';
import type { ServerState } from '../servers/server.states';
import { type Counts, isSame, judge, type Judgement, turnsBad } from './judge';
import { WatchedFleet } from './fleet.service';
import { Panic } from './panic.service';
import { type Entry, samplesOf, storeCounts, storeJudgements } from './probe-store';
import { Shards } from './shards.service';
import { staleAfter, type Watched } from './watched';

const BATCH = 1_000;

/** What the database does not take, and why. */
interface Unstorable {
  server: Watched;
  error: Error;
}

interface LockedServer {
  id: string;
  code: string;
  state: ServerState;
}

/** Stores what probes found, in batches: the counts always, the servers row only when the judgement changes. */
@Injectable()
export class Recorder {
  private readonly logger = new Logger('Monitor');
  private readonly touched = new Set<Watched>();
  private readonly flushing = new SingleFlight(() => this.storeTouched());

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly shards: Shards,
    private readonly fleet: WatchedFleet,
    private readonly panic: Panic,
    private readonly journal: Journal,
    private readonly measures: Measures,
  ) {}

  /** Has what was found of the server judged and stored with the next batch. */
  touch(server: Watched): void {
    this.touched.add(server);
  }

  /** Whether something of the server waits to be stored; what is being stored just now is not told by it, but by `isBusy`. */
  isTouched(server: Watched): boolean {
    return this.touched.has(server);
  }

  get isBusy(): boolean {
    return this.flushing.underWay !== null;
  }

  /** Lets go of what waits: it cannot be stored any more. */
  forget(): void {
    this.touched.clear();
  }

  /**
   * Stores all that has been touched until now.
   * @returns the ids that were refused, because the shard or the generation is another by now: to be read anew
   * @throws Error when the database is lost, or refuses for another reason than what was found; what is not stored by then waits
   * for the next time
   */
  async flush(): Promise<string[]> {
    await this.flushing.underWay?.catch(() => undefined);
    return this.flushing.run();
  }

  private async storeTouched(): Promise<string[]> {
    const late: Watched[] = [];
    // What was found under a lease that has run out is kept until the lease is renewed, or lost.
    while (this.touched.size > 0 && this.shards.isTrusted()) {
      const batch = this.takeBatch();
      try {
        late.push(...(await this.storeBatch(batch)));
      } catch (error) {
        [...batch, ...late].forEach((server) => this.touched.add(server));
        throw error;
      }
    }
    return late.map(({ id }) => id);
  }

  private async storeBatch(batch: readonly Watched[]): Promise<Watched[]> {
    const judged = batch.map((server) => server.judged);
    const unstorable: Unstorable[] = [];
    try {
      return await this.storeInParts(batch, unstorable);
    } finally {
      this.report(unstorable);
      // A new judgement may ask for a quicker look, or for none.
      for (const [at, server] of batch.entries()) if (server.judged !== judged[at]) this.replan(server);
    }
  }

  /** A batch that is refused for what is in it is halved until those are left for which it was: they alone are given up. */
  private async storeInParts(batch: readonly Watched[], unstorable: Unstorable[]): Promise<Watched[]> {
    try {
      return await this.store(batch);
    } catch (error) {
      if (!isValueRefused(error)) throw error;
      const [first] = batch;
      if (first && batch.length === 1) {
        // Or what was counted would be refused again with the next probe.
        first.counts = first.stored;
        unstorable.push({ server: first, error: error as Error });
        return [];
      }
      const half = Math.ceil(batch.length / 2);
      const late = await this.storeInParts(batch.slice(0, half), unstorable);
      return [...late, ...(await this.storeInParts(batch.slice(half), unstorable))];
    }
  }

  private report(unstorable: readonly Unstorable[]): void {
    const [first] = unstorable;
    if (!first) return;
    this.measures.emit('refused', { count: unstorable.length });
    const more = unstorable.length > 1 ? ` (and of ${String(unstorable.length - 1)} more)` : '';
    this.logger.warn(`What a probe found of ${first.server.url}${more} is given up: ${first.error.message}`);
  }

  private takeBatch(): Watched[] {
    const batch: Watched[] = [];
    for (const server of this.touched) {
      this.touched.delete(server);
      if (batch.push(server) === BATCH) break;
    }
    return batch;
  }

  private replan(server: Watched): void {
    if (server.gone || server.dueAt === null || server.counts.lastCheckAt === null) return;
    this.fleet.plan(server, server.counts.lastCheckAt);
  }

  private async store(servers: readonly Watched[]): Promise<Watched[]> {
    const now = Date.now();
    const entries: Entry[] = [];
    for (const server of servers) {
      const epoch = this.shards.epochOf(server.shard);
      if (server.gone || epoch === null) continue;
      const { counts, judged: before } = server;
      entries.push({
        server,
        counts,
        epoch,
        before,
        after: this.judge(server, counts, before, now, this.panic.frozen),
      });
    }
    // In one order everywhere, or two batches could wait for each other.
    entries.sort((a, b) => (a.server.id < b.server.id ? -1 : 1));
    const applied = entries.some((entry) => isChanged(entry) || isBlind(entry))
      ? await this.dataSource.transaction((tx) => this.storeJudged(tx, entries, now))
      : await storeCounts(this.dataSource.manager, this.shards.me, entries, true);
    for (const { server, counts, after } of entries) {
      if (!applied.has(server.id)) continue;
      server.judged = after;
      server.stored = counts;
    }
    return entries.map(({ server }) => server).filter(({ id }) => !applied.has(id));
  }

  private judge(server: Watched, counts: Counts, before: Judgement, now: number, frozen: boolean): Judgement {
    // People do not count on a server in maintenance, so a freeze changes nothing there.
    const held = frozen && server.lifecycle === 'active';
    const { health: settings } = this.config;
    const seen = { before, counts, lateDatabases: server.lateDatabases, now, frozen: held };
    return judge({ ...seen, staleAfterMs: staleAfter(server, settings), settings });
  }

  /** The servers first, then their counts: whoever else changes both (activate, a new address) goes in this order too. */
  private async storeJudged(tx: EntityManager, entries: readonly Entry[], now: number): Promise<Set<string>> {
    const changedIds = entries.filter(isChanged).map((entry) => entry.server.id);
    const locked = await tx.query<LockedServer[]>(
      'SELECT id, code, state FROM servers WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE',
      [changedIds],
    );
    const applied = await storeCounts(tx, this.shards.me, entries, false);
    await this.askPanic(
      tx,
      entries.filter((entry) => applied.has(entry.server.id)),
      now,
    );
    const lockedIds = new Set(locked.map(({ id }) => id));
    for (const entry of entries) {
      // A freeze has just touched more than is locked. Locking that now could wait for an edit that waits for these counts;
      // hearing of the freeze brings it up again.
      if (!lockedIds.has(entry.server.id)) entry.after = entry.before;
    }
    const written = entries.filter((entry) => applied.has(entry.server.id));
    await storeSamples(tx, samplesOf(written));
    const changed = written.filter(isChanged);
    const states = await storeJudgements(tx, changed);
    const moved = locked.filter(({ id, state }) => states.has(id) && states.get(id) !== state);
    if (moved.length === 0) return applied;
    await this.journal.write(
      tx,
      AMIRAL,
      ...moved.map((server) => {
        const state = states.get(server.id);
        const changes = [{ field: 'state', before: server.state, after: state }];
        return serverFact(state === 'offline' ? 'offline' : 'online', server, changes);
      }),
    );
    return applied;
  }

  /**
   * Before any server turns bad, and when our own faults blind us: may it be us? Then nothing of this batch gets worse. The stored
   * row is asked even if we have heard of a freeze: that may have been after this batch was judged.
   */
  private async askPanic(tx: EntityManager, entries: readonly Entry[], now: number): Promise<void> {
    const suspects = entries.filter(
      ({ server, before, after }) => server.lifecycle === 'active' && turnsBad(before, after),
    );
    const since = [
      ...suspects.map((entry) => entry.counts.failingSince ?? now),
      ...entries.filter(isBlind).map((entry) => entry.server.blindSince ?? now),
    ];
    if (since.length === 0 || !(await this.panic.decide(tx, since))) return;
    for (const entry of entries) {
      entry.after = this.judge(entry.server, entry.counts, entry.before, now, true);
    }
  }
}

function isChanged({ before, after }: Entry): boolean {
  return !isSame(before, after);
}

function isBlind({ server }: Entry): boolean {
  return server.blindSince !== null && server.lifecycle === 'active';
}
