import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Actor } from '../auth/actor';
import { lockRow } from '../auth/row-lock';
import { newId } from '../common/clock';
import { invalid } from '../common/errors';
import { holdsSameCertificates } from '../common/pem';
import { wrongFields } from '../common/validation.pipe';
import { KeyRing } from '../database/secrets';
import type { Change } from '../journal/journal.entity';
import { changesBetween, Journal } from '../journal/journal.service';
import { EnteredAddresses } from '../outbound/entered-addresses';
import { Channel } from './channel.entity';
import { channelFact } from './channel.journal';
import { reachOf, setReach } from './channel.secrets';
import { mailPort, type Endpoint, endpoint, SETTINGS } from './channel.settings';
import type { ChannelEdit, NewChannel } from './channel.schemas';
import { GoneChannels } from './gone.service';
import { Outbox } from './outbox.service';
import { refusal } from './channel.refusals';

/** What people edit, as the journal tells it. */
const EDITED = ['name', 'kind', 'enabled', 'minSeverity', 'labels', 'escalation', 'settings'] as const;
const SECRETS = ['secrets'] as const;

/** Entering channels, changing them, taking them out. */
@Injectable()
export class ChannelsService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly journal: Journal,
    private readonly outbox: Outbox,
    private readonly gone: GoneChannels,
    private readonly addresses: EnteredAddresses,
  ) {}

  async create(actor: Actor, given: NewChannel): Promise<Channel> {
    await this.refuseOwn(given);
    return this.dataSource.transaction(async (tx) => {
      const { settings: _reach, ...facts } = given;
      const channel = tx.create(Channel, { id: newId(), ...facts });
      refuseLonePassword(given);
      setReach(channel, given, this.ring);
      await tx.insert(Channel, channel);
      await this.journal.write(tx, actor, channelFact('create', channel, changesOf({}, channel)));
      return tx.findOneByOrFail(Channel, { id: channel.id });
    });
  }

  /** @param version the version the caller has seen (`If-Match`), or null to edit whatever is there */
  async update(actor: Actor, id: string, version: number | null, edit: ChannelEdit): Promise<Channel> {
    const known = edit.settings && (await this.dataSource.manager.findOneBy(Channel, { id }));
    if (known) await this.refuseOwn(this.moved(known, edit.settings ?? {}));
    return this.dataSource.transaction(async (tx) => {
      const channel = await lockRow(tx, Channel, actor, { action: 'update', id, version });
      const before = { ...channel };
      const { settings, ...facts } = edit;
      Object.assign(channel, facts);
      if (settings && Object.keys(settings).length > 0) setReach(channel, this.moved(channel, settings), this.ring);
      const changes = changesOf(before, channel);
      if (changes.length === 0) return channel;
      if (channel.enabled) {
        await this.gone.end(tx, channel);
        channel.goneAt = null;
      }
      channel.version++;
      const saved = await tx.save(channel);
      await this.outbox.retryNow(tx, id);
      await this.journal.write(tx, actor, channelFact('update', channel, changes));
      return saved;
    });
  }

  /** What was on its way there goes with it. */
  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const channel = await lockRow(tx, Channel, actor, { action: 'delete', id, version });
      await this.gone.end(tx, channel);
      await tx.delete(Channel, { id });
      await this.journal.write(tx, actor, channelFact('delete', channel));
    });
  }

  /** How it is reached from now on. @throws DomainError 422 */
  private moved(channel: Channel, edit: Record<string, unknown>): Endpoint {
    const fields: z.ZodRawShape = SETTINGS[channel.kind];
    const checked = z.strictObject(fields).partial().safeParse(edit);
    if (!checked.success) throw wrongFields(checked.error.issues, ['settings']);
    const present = reachOf(channel, this.ring);
    const to = endpoint.parse({ kind: present.kind, settings: { ...present.settings, ...checked.data } });
    const kept = leadsElsewhere(present, to) && !('password' in edit) ? withoutPassword(to) : to;
    refuseLonePassword(kept);
    return kept;
  }

  private async refuseOwn(to: Endpoint): Promise<void> {
    const field = to.kind === 'email' ? 'settings.host' : 'settings.url';
    await this.addresses.refuseOwn(field, new URL(addressOf(to)));
  }
}

function changesOf(before: Partial<Channel>, after: Channel): Change[] {
  return changesBetween<Partial<Channel>>(before, after, EDITED, SECRETS).map(withoutPath);
}

/** The journal is for ever, and for all who read it: of a web address it keeps the host, for the path may be a key. */
function withoutPath({ field, before, after }: Change): Change {
  const shown = (value: unknown) => {
    const url = (value as { url?: unknown } | null)?.url;
    return typeof url === 'string' ? { ...(value as object), url: `${new URL(url).origin}/(secret)` } : value;
  };
  return field === 'settings' ? { field, before: shown(before), after: shown(after) } : { field, before, after };
}

/** A password must not follow an address that now leads elsewhere: whoever answers there, or is vouched for there, could have it. */
function leadsElsewhere(before: Endpoint, after: Endpoint): boolean {
  return endOf(before) !== endOf(after) || !holdsSameCertificates(caOf(before), caOf(after));
}

function endOf({ kind, settings }: Endpoint): string {
  return kind === 'email' ? [settings.host, settings.port, settings.secure].join(' ') : new URL(settings.url).href;
}

/** As a web address, whose host is read in every spelling. */
function addressOf({ kind, settings }: Endpoint): string {
  if (kind !== 'email') return settings.url;
  const { host } = settings;
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(mailPort(settings))}`;
}

function caOf({ settings }: Endpoint): string | null {
  return 'tlsCa' in settings ? (settings.tlsCa ?? null) : null;
}

function withoutPassword(to: Endpoint): Endpoint {
  if (to.kind === 'email') return { kind: to.kind, settings: { ...to.settings, password: null } };
  if (to.kind === 'alertmanager') return { kind: to.kind, settings: { ...to.settings, password: null } };
  return to;
}

function refuseLonePassword(to: Endpoint): void {
  if (to.kind !== 'email' && to.kind !== 'alertmanager') return;
  const { password, username } = to.settings;
  if (password && !username) throw invalid('settings.username', refusal('needs-username'));
}
