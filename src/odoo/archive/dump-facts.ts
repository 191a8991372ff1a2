import { DumpScan } from './dump-scan';
import type { FileNames } from './file-names';

/** What a dump says of the database it was made of. */
export interface DumpFacts {
  /** Rows by table; those of other schemas than `public` with the schema's name before. */
  counts: Readonly<Record<string, number>>;
  foreignKeys: number;
  /** Scheduled actions that were active. */
  cronIds: readonly number[];
  databaseUuid: string | null;
  /** Whether pg_dump came to its end. */
  isComplete: boolean;
  /** Attachments whose file is kept elsewhere than in the filestore. */
  elsewhere: number;
}

/** As pg_dump ends, but for the lines `\unrestrict` that it writes since August 2025. */
const COMPLETE = 'PostgreSQL database dump complete';
const TAIL = 300;
const IN_FILESTORE = /^([0-9a-f]{2})\/(\1[0-9a-f]{38})$/;

/** Watches for the end of a dump. */
export class DumpEnd {
  private tail: Buffer = Buffer.alloc(0);

  take(chunk: Buffer): void {
    const last = chunk.length >= TAIL ? chunk : Buffer.concat([this.tail, chunk]);
    this.tail = Buffer.from(last.subarray(-TAIL));
  }

  get isComplete(): boolean {
    return this.tail.includes(COMPLETE);
  }
}

/** Reads these facts from a dump as it passes. */
export class DumpReader {
  private readonly cronIds: number[] = [];
  private databaseUuid: string | null = null;
  private elsewhere = 0;
  private readonly end = new DumpEnd();
  private readonly scan: DumpScan;

  /** @param files is told which files the attachments name */
  constructor(files: FileNames) {
    this.scan = new DumpScan({
      ir_attachment: {
        columns: ['store_fname'],
        take: ([path]) => {
          if (path === null || path === undefined || path === '') return;
          const sha1 = IN_FILESTORE.exec(path)?.[2];
          if (sha1 === undefined) this.elsewhere++;
          else files.expect(sha1);
        },
      },
      ir_cron: {
        columns: ['id', 'active'],
        take: ([id, active]) => {
          if (active === 't') this.cronIds.push(Number(id));
        },
      },
      ir_config_parameter: {
        columns: ['key', 'value'],
        take: ([key, value]) => {
          if (key === 'database.uuid') this.databaseUuid = value ?? null;
        },
      },
    });
  }

  take(chunk: Buffer): void {
    this.scan.take(chunk);
    this.end.take(chunk);
  }

  facts(): DumpFacts {
    return {
      counts: Object.fromEntries(this.scan.rows),
      foreignKeys: this.scan.foreignKeys,
      cronIds: this.cronIds,
      databaseUuid: this.databaseUuid,
      isComplete: this.end.isComplete,
      elsewhere: this.elsewhere,
    };
  }
}
