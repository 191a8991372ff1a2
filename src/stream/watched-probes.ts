import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { SingleFlight } from '../common/single-flight';
import type { Reader } from './reader';
import { Stream } from './stream';

const LOOK_MS = 2_000;

interface Probed {
  id: string;
  lastCheckAt: Date;
}

const LATEST = `SELECT server_id AS id, last_check_at AS "lastCheckAt", is_online AS "isOnline",
    response_time_ms AS "responseTimeMs", odoo_version AS "odooVersion", last_error AS "lastError"
  FROM server_probes WHERE server_id = ANY($1) AND last_check_at > $2`;

/**
 * The figures of each probe, for the servers that somebody looks at. Probes are too many to be told one by one, and a page shows
 * few: one read serves all readers.
 */
@Injectable()
export class WatchedProbes {
  private since = new Date();
  private readonly looking = new SingleFlight(() => this.lookOnce());

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly stream: Stream,
  ) {}

  @Interval(LOOK_MS)
  async look(): Promise<void> {
    await this.looking.run();
  }

  private async lookOnce(): Promise<void> {
    const readers = [...this.stream.readers].filter(({ watched }) => watched.size > 0);
    if (readers.length === 0) return;
    // A probe is stored a moment after it ended, so what ended just before the last look may be new.
    const since = new Date(this.since.getTime() - LOOK_MS);
    this.since = new Date();
    const ids = [...new Set(readers.flatMap(({ watched }) => [...watched]))];
    await this.dataSource
      .query<Probed[]>(LATEST, [ids, since])
      .then((probed) => {
        this.emit(probed, readers);
      })
      .catch(() => undefined);
  }

  private emit(probed: readonly Probed[], readers: readonly Reader[]): void {
    for (const figures of probed) {
      this.stream.send(
        'probe',
        figures,
        readers.filter(({ watched }) => watched.has(figures.id)),
      );
    }
  }
}
