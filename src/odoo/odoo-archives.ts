import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { toTransportError } from '../outbound/failures';
import { deadlineIn, type Progress, type StreamAnswer, Transport, type StreamRequest } from '../outbound/transport';
import { type ArchiveCheck, checked } from './archive/archive-check';
import { ArchiveError, type ArchiveFault } from './archive/archive-error';
import { sealed } from './archive/seal';
import type { CheckedMaster } from './checked-master';
import { isAccepted, isArchive, refusalOf } from './database-pages';
import { multipart } from './multipart';
import { OdooCallError, toCallError } from './odoo-call-error';
import { type CallTime, checkName } from './odoo-manager';

export type { ArchiveCheck } from './archive/archive-check';

/** How long it may take in all, what breaks it off, and where bytes are counted. */
export interface TransferTime extends CallTime {
  progress?: Progress;
}

/** A backup on its way. Both fail with OdooCallError; the check also when the stream is left early. */
export interface PassingBackup {
  /** The zip. It ends only when it is whole. */
  stream: Readable;
  /** What was seen, once its last byte was read. */
  check: Promise<ArchiveCheck>;
}

/** What is restored. */
export interface RestoredArchive {
  zip: Readable;
  /** In bytes, where it is known. */
  contentLength?: number;
  /** Whether Odoo makes a new `database.uuid` and secret and resets `web.base.url`. */
  copy: boolean;
  /** Whether Odoo neutralizes it, for which there is no way back. */
  neutralize?: boolean;
}

/** How long the other side may say nothing while bytes are due. */
const IDLE_MS = 60_000;
/** A refusal may show a traceback of all files that were not copied. */
const LONGEST_PAGE = 256 * 1024;

/**
 * Backups and restores by `/web/database/*`, of any size. Each post there needs a master password that was found right before: a server
 * whose password is still `admin` takes whatever is posted for its new one.
 */
@Injectable()
export class OdooArchives {
  constructor(private readonly transport: Transport) {}

  /**
   * Asks for a backup. Odoo makes it whole before it sends any, and in prefork its `limit_time_real` counts the sending too: the
   * stream wants to be read as fast as it comes.
   * @param host of the customer: from 19 on a `dbfilter` by host hides the database without it
   * @throws OdooCallError refused `wrong-master-password`, `list-db-off`, `no-such-source`, `server-disk-full`, `not-served` …
   */
  async backup(master: CheckedMaster, database: string, time: TransferTime, host?: string): Promise<PassingBackup> {
    checkName(database);
    const form = new URLSearchParams({ master_pwd: master.password, name: database, backup_format: 'zip' });
    const answer = await this.post(master, '/web/database/backup', time, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      ...(host !== undefined && { host }),
    });
    if (isArchive(answer.status, answer.headers)) return this.check(answer.body, time.signal);
    throw refusalOf(answer.status, await pageOf(answer, time.signal), false);
  }

  /**
   * Sends a backup to be restored under a name that is free. That it returns is not yet that anything was restored: Odoo accepts
   * dumps that are cut, of other versions and without files, so whoever asked compares.
   * @throws OdooCallError refused `name-taken`, `wrong-master-password`, `list-db-off`, `body-too-large`, `not-served`; lost `restore-failed`,
   *   which leaves an empty database behind, and whatever else went wrong on the way
   */
  async restore(master: CheckedMaster, database: string, archive: RestoredArchive, time: TransferTime): Promise<void> {
    const { zip, contentLength: length, copy, neutralize = false } = archive;
    try {
      checkName(database);
      const fields = {
        master_pwd: master.password,
        name: database,
        copy: String(copy),
        // Any text in this field means yes, "false" too.
        ...(neutralize && { neutralize_database: 'true' }),
      };
      const { body, contentType, contentLength } = multipart(fields, { field: 'backup_file', content: zip, length });
      const answer = await this.post(master, '/web/database/restore', time, {
        headers: { 'Content-Type': contentType },
        body,
        ...(contentLength !== undefined && { contentLength }),
      });
      const page = await pageOf(answer, time.signal);
      if (!isAccepted(answer.status, answer.headers)) throw refusalOf(answer.status, page, true);
    } catch (error) {
      throw zip.errored instanceof ArchiveError ? toArchiveError(zip.errored) : error;
    } finally {
      zip.destroy();
    }
  }

  /** Looks at a backup as it passes, wherever it comes from. */
  check(zip: Readable, signal?: AbortSignal): PassingBackup {
    return checked(zip, (error) => toArchiveError(error, signal));
  }

  /**
   * Rewrites a backup as it passes so that what is restored from it cannot act: no cron is active, and `base` has a version that is none.
   * @param append SQL to run at its end, where every name needs its schema
   * @returns a stream that fails rather than end when the backup is cut, damaged or not one that can be sealed
   */
  seal(zip: Readable, append?: string): Readable {
    return sealed(zip, append);
  }

  private async post(
    { target }: CheckedMaster,
    path: string,
    { timeoutMs, signal, progress }: TransferTime,
    form: Pick<StreamRequest, 'headers' | 'body' | 'contentLength' | 'host'>,
  ): Promise<StreamAnswer> {
    const url = new URL(target.url.replace(/\/$/, '') + path);
    try {
      return await this.transport.open({
        ...form,
        url,
        method: 'POST',
        addresses: await this.addressesOf(url, timeoutMs),
        tlsCa: target.tlsCa,
        deadline: deadlineIn(timeoutMs),
        idleMs: IDLE_MS,
        signal,
        ...(progress && { progress }),
      });
    } catch (error) {
      throw toCallError(error, signal);
    }
  }

  private async addressesOf(url: URL, timeoutMs: number): Promise<readonly string[]> {
    try {
      return await this.transport.resolve(url, deadlineIn(Math.min(timeoutMs, IDLE_MS)));
    } catch (error) {
      throw Object.assign(toTransportError(error), { sent: false });
    }
  }
}

const SEEN: Readonly<Record<ArchiveFault, string>> = {
  cut: 'It ends too early.',
  damaged: 'Its parts are not what it says of them.',
  'not-supported': 'It is packed in a way that Odoo does not use.',
  'not-a-backup': 'It lacks what a backup has.',
};

/** The names of entries are not ours to tell. */
function toArchiveError(error: unknown, signal?: AbortSignal): OdooCallError {
  if (error instanceof ArchiveError) return new OdooCallError('lost', 'archive-broken', SEEN[error.fault]);
  return toCallError(error, signal);
}

/** The beginning of a page, of which the rest is left. */
async function pageOf({ body }: StreamAnswer, signal?: AbortSignal): Promise<string> {
  let page = '';
  try {
    for await (const part of body) {
      page += (part as Buffer).toString('latin1');
      if (page.length > LONGEST_PAGE) break;
    }
  } catch (error) {
    throw toCallError(error, signal);
  }
  return page;
}
