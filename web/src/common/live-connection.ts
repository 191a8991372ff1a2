import { notifyManager, type Query, type QueryClient } from '@tanstack/react-query';
import { isReady, noteAway, onBack } from '../api/connectivity';
import { follow } from '../api/stream';
import type { StreamEvent } from '../api/stream-events';
import { ownPageOf, type Row, showFigures, showRecord, shownRows } from './live-cache';

/** The records that each event is about, as react-admin calls them. */
const RECORDS: ReadonlyMap<string, string> = new Map([
  ['server', 'servers'],
  ['operation', 'operations'],
]);
/** What is read again when one of these events says that it has changed. */
const REREAD: ReadonlyMap<string, string> = new Map([
  ['panic', 'panic'],
  ['incident', 'incidents'],
  ['alert', 'incidents'],
]);
const STREAMED = [...RECORDS.values(), ...REREAD.values()];
/** The kind of record whose every probe is streamed while it is shown. */
const PROBED = 'servers';
const MAX_WATCHED = 200;
/** What is shown changes several times while a page comes up. */
const SETTLES_MS = 400;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** What ends sooner than this has failed. */
const STEADY_MS = 30_000;
const REST_MS = 1_000;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The one connection of this tab, as long as some page follows and somebody can see it. It keeps what react-query holds up to date. */
export class LiveConnection {
  private followers = 0;
  private current: AbortController | null = null;
  private isUp = false;
  private place: string | null = null;
  private watched: string[] = [];
  private settling: ReturnType<typeof setTimeout> | null = null;
  private readonly stale = new Set<string>();
  private isReading = false;
  private readonly undo: (() => void)[] = [];

  constructor(private readonly client: QueryClient) {}

  /** Do changes of these records come by themselves now? */
  follows(resource: string): boolean {
    return this.isUp && STREAMED.includes(resource);
  }

  /** Follows until what is returned is called. */
  join(): () => void {
    if (this.followers++ === 0) this.begin();
    return () => {
      if (--this.followers === 0) this.end();
    };
  }

  private begin(): void {
    const onVisibility = () => {
      if (document.visibilityState === 'visible') this.open();
      else this.close();
    };
    document.addEventListener('visibilitychange', onVisibility);
    this.undo.push(
      () => document.removeEventListener('visibilitychange', onVisibility),
      onBack(() => {
        if (!this.isUp) onVisibility();
      }),
      this.client.getQueryCache().subscribe(() => {
        this.settling ??= setTimeout(() => this.watch(), SETTLES_MS);
      }),
    );
    onVisibility();
  }

  /** Whoever logs in next begins anew. */
  private end(): void {
    for (const undo of this.undo.splice(0)) undo();
    this.close();
    this.place = null;
  }

  /** Another connection takes over where this one was. */
  private watch(): void {
    this.settling = null;
    const shown = shownRows(this.client, PROBED).map(({ id }) => id);
    const watched = [...new Set(shown)].slice(0, MAX_WATCHED).sort();
    if (watched.join() === this.watched.join()) return;
    this.watched = watched;
    if (this.current) this.open();
  }

  private open(): void {
    this.current?.abort();
    this.current = new AbortController();
    void this.keepOpen(this.current.signal);
  }

  private close(): void {
    this.current?.abort();
    this.current = null;
    this.isUp = false;
  }

  private async keepOpen(signal: AbortSignal): Promise<void> {
    const isWanted = () => !signal.aborted;
    for (let failures = 0; isWanted(); failures++) {
      const began = Date.now();
      const asked = { watched: this.watched, since: this.place };
      await follow(asked, signal, (events) => this.take(events, signal)).catch(() => undefined);
      // A stream that breaks says little; that nothing answers for the server either says that it is away.
      if (isWanted() && !this.isUp && !(await isReady())) noteAway(true);
      if (isWanted()) this.isUp = false;
      if (Date.now() - began > STEADY_MS) failures = 0;
      // Others come again at the same time.
      await pause(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (1 + Math.random()));
    }
  }

  private take(events: readonly StreamEvent[], { aborted }: AbortSignal): void {
    if (aborted) return;
    notifyManager.batch(() => {
      for (const event of events) this.apply(event);
    });
  }

  private apply(event: StreamEvent): void {
    if (event.event === 'ready') this.isUp = true;
    for (const { queryHash } of this.staleBy(event)) this.stale.add(queryHash);
    if (event.id !== null) this.place = event.id;
    if (!this.isReading && this.stale.size > 0) void this.readStale();
  }

  /** Shows what can be shown at once. @returns what has to be read again */
  private staleBy({ event, data }: StreamEvent): readonly Query[] {
    const resource = RECORDS.get(event);
    if (resource !== undefined)
      return [...showRecord(this.client, resource, data as Row), ...this.besides(event, data as Row)];
    if (event === 'probe') showFigures(this.client, PROBED, data as Row);
    const reread = REREAD.get(event);
    if (reread !== undefined) return this.queriesOf(reread);
    const mayHaveMissed = event === 'reset' || (event === 'ready' && this.place === null);
    return mayHaveMissed ? STREAMED.flatMap((name) => this.queriesOf(name)) : [];
  }

  /** An operation that is over has changed what it was about; and the stream, which speaks to many, leaves out what is shown to one alone. */
  private besides(event: string, { id, state, endedAt }: Row): Query[] {
    const isOver = event === 'operation' && (state === 'needs-operator' || typeof endedAt === 'string');
    if (!isOver) return [];
    return [...ownPageOf(this.client, 'operations', id), ...this.queriesOf('instances')];
  }

  private queriesOf(resource: string): Query[] {
    return this.client.getQueryCache().findAll({ queryKey: [resource] });
  }

  /** One after the other, with a rest between: a storm of changes is no storm of reads. */
  private async readStale(): Promise<void> {
    this.isReading = true;
    while (this.stale.size > 0) {
      const hashes = new Set(this.stale);
      this.stale.clear();
      await this.client.invalidateQueries({ predicate: ({ queryHash }) => hashes.has(queryHash) });
      await pause(REST_MS);
    }
    this.isReading = false;
  }
}
