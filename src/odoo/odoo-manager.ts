import { Injectable } from '@nestjs/common';
import { Transport } from '../outbound/transport';
import { CheckedMaster } from './checked-master';
import { type CallSettings, OdooCall } from './odoo-call';
import { OdooCallError, refused, toCallError } from './odoo-call-error';
import { askStanding, type NameStanding } from './odoo-databases';
import { readNames } from './odoo-wire';

/** How long a call may take, and what breaks it off. */
export type CallTime = Omit<CallSettings, 'target'>;

/** Odoo itself checks no name: it would write outside of its filestore, and lose the files of longer ones. */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/;

/**
 * What the master password of a server allows: to list, copy, rename and drop databases. Every method rejects with OdooCallError and nothing
 * else. That Odoo said yes is not yet that it is so: whoever asks for a change asks `standing` afterwards.
 */
@Injectable()
export class OdooManager {
  constructor(private readonly transport: Transport) {}

  /**
   * By `list_countries`, which changes nothing, works with `list_db` off and over a stopped PostgreSQL, and costs half a second of CPU.
   * @throws OdooCallError refused `wrong-master-password`
   */
  async checkMasterPassword(settings: CallSettings, password: string): Promise<CheckedMaster> {
    const countries = await this.call(settings)
      .rpc('db', 'list_countries', [password], 'reads')
      .catch((error: unknown) => {
        throw isDenied(error) ? refused('wrong-master-password') : notSent(error);
      });
    if (!Array.isArray(countries)) throw new OdooCallError('not-sent', 'bad-answer', 'It is no list of countries.');
    return new CheckedMaster(settings.target, password);
  }

  /**
   * The databases of Odoo's role, empty ones too; with `-d` the configured ones, whether they are there or not.
   * @throws OdooCallError refused `list-db-off`, `database-down`
   */
  async list(settings: CallSettings): Promise<string[]> {
    const names = await this.call(settings)
      .rpc('db', 'list', [], 'reads')
      .catch((error: unknown) => {
        throw isDenied(error) ? refused('list-db-off') : error;
      });
    const read = readNames(names);
    if (!read) throw new OdooCallError('lost', 'bad-answer', 'It is no list of databases.');
    return read;
  }

  /**
   * What a name stands for. While a copy is being made, its name stands for none until PostgreSQL has copied, and for an Odoo from then on,
   * though its files and its new `database.uuid` come last.
   */
  async standing(settings: CallSettings, name: string): Promise<NameStanding> {
    checkName(name);
    try {
      return await askStanding(await this.call(settings).conversation(), name);
    } catch (error) {
      throw toCallError(error, settings.signal);
    }
  }

  /**
   * Copies a database with its files: the copy has a `database.uuid` of its own, and whatever else the source has, its logins too. Not
   * neutralized, for which there is no way back. Whoever is connected to the source through Odoo is cut off for a moment.
   * @throws OdooCallError refused `name-taken`, `no-such-source`, `database-in-use`, `list-db-off`; lost after any other error: PostgreSQL may
   *   have copied before it
   */
  async duplicate(master: CheckedMaster, source: string, name: string, time: CallTime): Promise<void> {
    checkName(source);
    checkName(name);
    await this.change(master, 'duplicate_database', [source, name], time);
  }

  /**
   * Renames a database and its files. Who is logged in has to log in anew; scheduled actions and mail go on.
   * @throws OdooCallError refused `no-such-source`, `name-taken`, `database-in-use`, `list-db-off`
   */
  async rename(master: CheckedMaster, from: string, to: string, time: CallTime): Promise<void> {
    checkName(from);
    checkName(to);
    try {
      await this.change(master, 'rename', [from, to], time);
    } catch (error) {
      throw isPlain(error) ? await this.whyNotRenamed(master, from, to, time) : error;
    }
  }

  /**
   * Drops a database and its files, for good.
   * @throws OdooCallError refused `not-dropped` (Odoo does not list it), `database-in-use` (it is whole), `list-db-off`
   */
  async drop(master: CheckedMaster, name: string, time: CallTime): Promise<void> {
    checkName(name);
    try {
      const dropped = await this.change(master, 'drop', [name], time);
      if (dropped === false) throw refused('not-dropped');
    } catch (error) {
      throw isPlain(error) ? refused('database-in-use') : error;
    }
  }

  private async change(master: CheckedMaster, method: string, args: string[], time: CallTime): Promise<unknown> {
    const settings = { target: master.target, ...time };
    try {
      return await this.call(settings).rpc('db', method, [master.password, ...args], 'changes');
    } catch (error) {
      throw isDenied(error) ? await this.whyDenied(settings, master.password) : toChangeError(error);
    }
  }

  /** Odoo denies both in the same words. */
  private async whyDenied(settings: CallSettings, password: string): Promise<OdooCallError> {
    try {
      await this.checkMasterPassword(settings, password);
      return refused('list-db-off');
    } catch (error) {
      return toCallError(error, settings.signal);
    }
  }

  /** PostgreSQL tells it in its own language, in one error for all: what both names stand for tells it in every language. */
  private async whyNotRenamed(master: CheckedMaster, from: string, to: string, time: CallTime): Promise<OdooCallError> {
    const settings = { target: master.target, ...time };
    if ((await this.standing(settings, to)) !== 'none') return refused('name-taken');
    if ((await this.standing(settings, from)) === 'none') return refused('no-such-source');
    return refused('database-in-use');
  }

  private call(settings: CallSettings): OdooCall {
    return new OdooCall(this.transport, settings);
  }
}

/** Whether the server refuses the password, or the whole service. */
function isDenied(error: unknown): boolean {
  return error instanceof OdooCallError && error.code === 'access-denied';
}

/** The password is asked before a change: where that answer is lost nothing was changed, and it passes. */
function notSent(error: unknown): unknown {
  if (!(error instanceof OdooCallError) || error.outcome !== 'lost') return error;
  return new OdooCallError('not-sent', error.code, error.besides, error.reason);
}

/** What Odoo makes of PostgreSQL's refusal to rename or drop: nothing was done. */
function isPlain(error: unknown): boolean {
  return error instanceof OdooCallError && error.exception === 'builtins.Exception';
}

/** These calls are no transactions: after an error that nobody knows, half of it may be there. */
function toChangeError(error: unknown): unknown {
  if (!(error instanceof OdooCallError) || error.code !== 'odoo-error') return error;
  const lost = new OdooCallError('lost', 'odoo-error');
  lost.exception = error.exception;
  return lost;
}

/** @throws OdooCallError refused `invalid-name` */
export function checkName(name: string): void {
  if (!NAME.test(name)) throw refused('invalid-name');
}
