import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ServerResponse } from 'node:http';
import type { Role } from '../auth/ability';
import type { Actor } from '../auth/actor';
import { Actors } from '../auth/actors';
import { DomainError } from '../common/errors';
import { Listener } from '../database/listener';
import { type Changed, Changes } from './changes.service';
import { eventText, Reader } from './reader';
import type { Source } from './source';

/** What changes within this time is told at once. */
const GATHER_MS = 100;
const HEARTBEAT_MS = 15_000;
const MAX_READERS = 2_000;
/** More tabs than anybody has: one person must not keep the others from following. */
const MAX_PER_USER = 50;
/** More than this at once, and each reader reads again what it shows: it shows a page, not the fleet. */
const MAX_TOLD = 500;

/** Tells those who follow live what has changed. One read and one text a role serve all readers. */
@Injectable()
export class Stream implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Stream');
  private readonly sources = new Map<string, Source>();
  private readonly open = new Set<Reader>();
  private readonly heard = new Map<string, Changed>();
  private gathering: NodeJS.Timeout | null = null;
  private telling: Promise<void> = Promise.resolve();
  private place = '0';

  constructor(
    private readonly changes: Changes,
    private readonly actors: Actors,
    listener: Listener,
  ) {
    listener.on('change', (payload) => {
      const [kind = '', id = ''] = payload.split(':');
      this.hear({ kind, id });
    });
    listener.on('panic', () => {
      this.send('panic', {});
    });
    // What was said while nobody listened stands in the log.
    listener.onUp(() => void this.catchUp());
    actors.onChange((userId) => void this.recheck((reader) => reader.actor.id === userId));
  }

  /** Tells the stream how to show one more kind of record. */
  register<Row extends { id: string }>(source: Source<Row>): void {
    this.sources.set(source.kind, source);
  }

  /** Those who follow here now. */
  get readers(): ReadonlySet<Reader> {
    return this.open;
  }

  /**
   * Begins to tell a caller what changes.
   * @param since the last event the caller has seen, or null: what came after it is told first
   * @param begin sends the head of the answer; called once it is sure that there will be one
   * @throws DomainError 503 when too many follow already, 429 when the caller does many times over
   */
  async follow(
    actor: Actor,
    response: ServerResponse,
    since: string | null,
    watched: readonly string[],
    begin: () => void,
  ): Promise<void> {
    const place = await this.changes.now();
    this.refuseTooMany(actor);
    begin();
    // Whoever has gone meanwhile would never be told of as gone.
    if (response.destroyed) return;
    const reader = new Reader(actor, new Set(watched), response, (gone) => this.open.delete(gone));
    reader.write(eventText('ready', {}, since ?? place));
    if (this.open.size === 0) this.place = place;
    this.open.add(reader);
    if (since !== null) await this.inTurn(async () => this.emitSince(since, [reader]));
  }

  private refuseTooMany(actor: Actor): void {
    const instead = 'read every 15 seconds instead.';
    if (this.open.size >= MAX_READERS) {
      throw new DomainError('unavailable', 'too-many-readers', `Too many follow already; ${instead}`);
    }
    const own = [...this.open].filter((reader) => reader.actor.id === actor.id).length;
    if (own < MAX_PER_USER) return;
    const many = String(MAX_PER_USER);
    throw new DomainError(
      'too-many',
      'too-many-streams',
      `You follow ${many} times already; close some, or ${instead}`,
    );
  }

  @Interval(HEARTBEAT_MS)
  async beat(): Promise<void> {
    for (const reader of this.open) reader.write(': still here\n\n');
    await this.recheck(() => true);
  }

  beforeApplicationShutdown(): void {
    if (this.gathering) clearTimeout(this.gathering);
    for (const reader of this.open) reader.end();
  }

  /** Sends an event to all, or to some. */
  send(event: string, data: unknown, to: Iterable<Reader> = this.open, place?: string): void {
    const text = eventText(event, data, place);
    for (const reader of to) this.write(reader, text);
  }

  private hear(changed: Changed): void {
    if (this.open.size === 0) return;
    this.heard.set(`${changed.kind}:${changed.id}`, changed);
    this.gathering ??= setTimeout(() => {
      this.gathering = null;
      const gathered = [...this.heard.values()];
      this.heard.clear();
      void this.inTurn(async () => this.emit(gathered, [...this.open], await this.changes.now()));
    }, GATHER_MS);
  }

  /** One after the other: an older reading must not be told after a newer one. */
  private async inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.telling.then(work).catch((error: unknown) => {
      // They come again and are told what they have missed.
      this.logger.warn(`Those who follow are let go: ${(error as Error).message}`);
      for (const reader of this.open) reader.end();
    });
    this.telling = turn;
    await turn;
  }

  private async emit(changed: readonly Changed[], readers: readonly Reader[], place: string): Promise<void> {
    this.place = place;
    if (readers.length === 0) return;
    if (changed.length > MAX_TOLD) {
      this.send('reset', {}, readers, place);
      return;
    }
    for (const source of this.sources.values()) {
      const ids = changed.filter(({ kind }) => kind === source.kind).map(({ id }) => id);
      if (ids.length > 0) await this.emitOf(source, ids, readers, place);
    }
  }

  private async emitOf(source: Source, ids: readonly string[], readers: readonly Reader[], place: string) {
    const rows = await source.read(ids);
    const found = new Set(rows.map(({ id }) => id));
    const gone = ids.filter((id) => !found.has(id));
    const texts = new Map<Role, string>();
    for (const reader of readers) {
      const { role } = reader.actor;
      const text = texts.get(role) ?? textFor(source, rows, gone, reader.actor, place);
      texts.set(role, text);
      if (text !== '') this.write(reader, text);
    }
  }

  private async emitSince(since: string, readers: readonly Reader[]): Promise<void> {
    const place = await this.changes.now();
    const missed = await this.changes.since(since, MAX_TOLD + 1);
    if (missed) await this.emit(missed, readers, place);
    else this.send('reset', {}, readers, place);
  }

  private async catchUp(): Promise<void> {
    if (this.open.size === 0) return;
    await this.inTurn(async () => this.emitSince(this.place, [...this.open]));
    this.send('panic', {});
  }

  /** Lets go of those whose session has ended or whose role is another now: they come again as what they are, or not at all. */
  private async recheck(which: (reader: Reader) => boolean): Promise<void> {
    for (const reader of [...this.open].filter(which)) {
      const { sessionId, role } = reader.actor;
      const now = await this.actors.find(sessionId).catch(() => null);
      if (now?.role !== role) reader.end();
    }
  }

  private write(reader: Reader, text: string): void {
    if (!reader.write(text)) this.logger.log(`A reader who did not keep up was let go: ${reader.actor.email}`);
  }
}

/** Rules hang on the role alone, so one text serves all of a role. */
function textFor(
  source: Source,
  rows: readonly { id: string }[],
  gone: readonly string[],
  actor: Actor,
  place: string,
) {
  if (!actor.can('read', source.subject)) return '';
  return [
    ...rows.map((row) => eventText(source.kind, source.view(row, actor), place)),
    ...gone.map((id) => eventText(source.kind, { id, deleted: true }, place)),
  ].join('');
}
