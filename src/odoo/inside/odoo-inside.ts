import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Transport } from '../../outbound/transport';
import { type CallSettings, OdooCall } from '../odoo-call';
import { SEAL_SUFFIX } from '../archive/seal';
import { refused } from '../odoo-call-error';
import {
  ARCHIVE_USERS,
  forget,
  given,
  LOOK,
  OPEN_STATE,
  SET_MAIL,
  START_CRONS,
  STOP_CRONS,
  UNARCHIVE_USERS,
} from './actions';
import {
  type Customer,
  languageInstall,
  makeServiceUser,
  personalise,
  type SeenCustomer,
  type ServiceUser,
} from './customer';
import { type Doors, readDoors, shutDoors } from './doors';
import { baseVersion, signIn, signInByKey } from './logins';
import { Inside, type Session } from './session';

/** How long a call may take, and what breaks it off. */
type CallTime = Omit<CallSettings, 'target'>;

/** Who may log in and what runs by itself. */
export interface OpenState {
  /** Active users but the one who asks. */
  userIds: number[];
  /** Active scheduled actions. */
  cronIds: number[];
}

const MAIL_PARTS = ['outgoing', 'incoming', 'payment', 'enterprise', 'catchall'] as const;

/** What a copy does not take over from its template: mail servers, fetched mail boxes, payment, the code of Enterprise, the catch-all. */
export type MailPolicy = Record<(typeof MAIL_PARTS)[number], 'keep' | 'off'>;

/** What one look inside a database tells; sizes in bytes. The one who asks counts for nobody. */
export interface Look {
  sizeBytes: number;
  activeInternalUsers: number;
  activePortalUsers: number;
  lastLoginAt: Date | null;
  attachmentsBytes: number;
  attachments: number;
  /** Active scheduled actions that should have run 10 minutes ago. */
  lateCrons: number;
  activeCrons: number;
  serie: string;
}

const IDS = z.array(z.int());
const COUNT = z.int();
const LOOKED = z.tuple([COUNT, COUNT, COUNT, z.iso.datetime().nullable(), COUNT, COUNT, COUNT, COUNT, z.string()]);

/**
 * What is done inside a database with a login of the group system. Every method rejects with OdooCallError and nothing else, takes one deadline
 * over all the calls it makes, and answers what was seen afterwards. Each may be called again: what is done already is left.
 */
@Injectable()
export class OdooInside {
  constructor(private readonly transport: Transport) {}

  /** @returns null when login or password is refused @throws OdooCallError refused `login-not-admin` */
  signIn(settings: CallSettings, database: string, login: string, password: string): Promise<Session | null> {
    return signIn(this.call(settings), settings.target, database, { login, password });
  }

  /** @returns null when the key is refused, or not of this user @throws OdooCallError refused `login-not-admin` */
  signInByKey(settings: CallSettings, database: string, uid: number, key: string): Promise<Session | null> {
    return signInByKey(this.call(settings), settings.target, database, { uid, key });
  }

  /** The version of `base` in the database, as `16.0.1.3`. */
  baseVersion(session: Session, time: CallTime): Promise<string> {
    return baseVersion(this.inside(session, time));
  }

  /** Whether the page to log in at is served, with the database loaded for it. */
  async loginPageAnswers(settings: CallSettings, database: string): Promise<boolean> {
    return (await this.call(settings).pageStatus('/web/login', `db=${encodeURIComponent(database)}`)) === 200;
  }

  /** @returns whether it is installed now @throws OdooCallError refused `no-such-language` */
  languageInstall(session: Session, code: string, time: CallTime): Promise<boolean> {
    return languageInstall(this.inside(session, time), code);
  }

  /** See `personalise`: one transaction for the user and his company. @param uid of the administrator, 2 */
  personalise(session: Session, uid: number, customer: Customer, time: CallTime): Promise<SeenCustomer> {
    return personalise(this.inside(session, time), uid, customer);
  }

  /** A user of Amiral's own, which has signed in once. */
  makeServiceUser(session: Session, login: string, time: CallTime): Promise<ServiceUser> {
    return makeServiceUser(this.call({ target: session.target, ...time }), session, login);
  }

  /**
   * Lets nobody in by what the template had; signed in as the new service user, whose keys stay.
   * @param keep whose passwords stay: the customer's and the service user's
   * @param archive the template's service user
   */
  shutTemplatesDoors(
    session: Session,
    { keep, archive }: { keep: readonly number[]; archive: readonly number[] },
    time: CallTime,
  ): Promise<void> {
    return shutDoors(this.inside(session, time), keep, archive);
  }

  /** Logins and keys as marks: `openDoors` compares those of a template with those of its copy. */
  readDoors(session: Session, time: CallTime): Promise<Doors> {
    return readDoors(this.inside(session, time));
  }

  /** @returns the value, null where there is none */
  async parameter(session: Session, key: string, time: CallTime): Promise<string | null> {
    return this.get(this.inside(session, time), key);
  }

  /** @returns the value as read back */
  async setParameter(session: Session, key: string, value: string, time: CallTime): Promise<string | null> {
    const inside = this.inside(session, time);
    await this.set(inside, key, value);
    return this.get(inside, key);
  }

  /** Duplicating resets the address but not its freeze, and a login of an administrator resets one that is not frozen. @returns it as read back */
  async setBaseUrl(session: Session, url: string, time: CallTime): Promise<string | null> {
    const inside = this.inside(session, time);
    await this.set(inside, 'web.base.url', url);
    await this.set(inside, 'web.base.url.freeze', 'True');
    return (await this.get(inside, 'web.base.url.freeze')) === 'True' ? this.get(inside, 'web.base.url') : null;
  }

  /** @returns how many of each are left, those kept too */
  async setMail(session: Session, policy: MailPolicy, time: CallTime): Promise<Record<keyof MailPolicy, number>> {
    const lines = MAIL_PARTS.map((part) => given(part, policy[part] === 'off' ? [1] : []));
    const left = z.object({ outgoing: COUNT, incoming: COUNT, payment: COUNT, enterprise: COUNT, catchall: COUNT });
    return (await this.inside(session, time).run(lines.join('') + SET_MAIL, { left })).left;
  }

  readOpenState(session: Session, time: CallTime): Promise<OpenState> {
    return this.inside(session, time).run(OPEN_STATE, { userIds: IDS, cronIds: IDS });
  }

  /** @returns those it stopped, and those that run now and are left: to be tried again */
  async stopCrons(
    session: Session,
    ids: readonly number[],
    time: CallTime,
  ): Promise<{ ids: number[]; running: number[] }> {
    return this.inside(session, time).run(given('ids', ids) + STOP_CRONS, { ids: IDS, running: IDS });
  }

  /** @returns those it started */
  async startCrons(session: Session, ids: readonly number[], time: CallTime): Promise<number[]> {
    return (await this.inside(session, time).run(given('ids', ids) + START_CRONS, { ids: IDS })).ids;
  }

  /** Ends their sessions, keys and logins, and nothing else: memberships of chats stay. @returns those it archived, never the caller */
  async archiveUsers(session: Session, ids: readonly number[], time: CallTime): Promise<number[]> {
    return this.changeUsers(session, given('ids', ids) + ARCHIVE_USERS, time);
  }

  /** Their sessions and keys are good again. @returns those it let in again */
  async unarchiveUsers(session: Session, ids: readonly number[], time: CallTime): Promise<number[]> {
    return this.changeUsers(session, given('ids', ids) + UNARCHIVE_USERS, time);
  }

  /** A version of `base` that Odoo takes for another one: it runs nothing by itself in this database. @returns it as read back */
  async fenceBase(session: Session, time: CallTime): Promise<string> {
    return this.setBase(session, time, (version) => (version.endsWith(SEAL_SUFFIX) ? version : version + SEAL_SUFFIX));
  }

  /** @returns the version as read back */
  async unfenceBase(session: Session, time: CallTime): Promise<string> {
    return this.setBase(session, time, (version) => version.replace(SEAL_SUFFIX, ''));
  }

  async look(session: Session, time: CallTime): Promise<Look> {
    const { look } = await this.inside(session, time).run(LOOK, { look: LOOKED });
    const [sizeBytes, activeInternalUsers, activePortalUsers, lastLogin, attachmentsBytes, attachments] = look;
    return {
      sizeBytes,
      activeInternalUsers,
      activePortalUsers,
      lastLoginAt: lastLogin === null ? null : new Date(lastLogin),
      attachmentsBytes,
      attachments,
      lateCrons: look[6],
      activeCrons: look[7],
      serie: look[8].split('.').slice(0, 2).join('.'),
    };
  }

  private async changeUsers(session: Session, text: string, time: CallTime): Promise<number[]> {
    return (await this.inside(session, time).run(text + forget(session.major), { ids: IDS })).ids;
  }

  private async setBase(session: Session, time: CallTime, change: (version: string) => string): Promise<string> {
    const inside = this.inside(session, time);
    const fields = { id: z.int(), latest_version: z.string() };
    const [base] = await inside.search('ir.module.module', [['name', '=', 'base']], fields);
    if (!base) throw refused('odoo-error', 'The database has no module base.');
    const wanted = change(base.latest_version);
    if (wanted !== base.latest_version) await inside.write('ir.module.module', [base.id], { latest_version: wanted });
    return baseVersion(inside);
  }

  private async get(inside: Inside, key: string): Promise<string | null> {
    const value = z.union([z.string(), z.literal(false)]);
    return (await inside.ask(value, ['ir.config_parameter', 'get_param'], { named: { key } }, 'reads')) || null;
  }

  private async set(inside: Inside, key: string, value: string): Promise<void> {
    await inside.ask(z.unknown(), ['ir.config_parameter', 'set_param'], { named: { key, value } }, 'changes');
  }

  private inside(session: Session, time: CallTime): Inside {
    return new Inside(this.call({ target: session.target, ...time }), session);
  }

  private call(settings: CallSettings): OdooCall {
    return new OdooCall(this.transport, settings);
  }
}
