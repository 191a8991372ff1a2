import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { NodemailerError } from 'nodemailer';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { Config } from '../../common/config';
import { oneLine } from '../../common/text';
import { KeyRing } from '../../database/secrets';
import { OutboundClient, TransportError } from '../../outbound/outbound.client';
import { SENTENCES } from '../../outbound/reasons';
import { Channel } from '../channel.entity';
import { reachOf } from '../channel.secrets';
import type { Endpoint, EndpointOf } from '../channel.settings';
import type { Job, DeliveryResult } from '../job';
import type { FiringAlert, Notice } from '../notice';
import { postableAlerts } from './alertmanager';
import { slackMessage, teamsMessage } from './chat';
import { linkOf } from './link';
import { mailOf } from './mail';
import { mailOutcome } from './mail-outcome';
import { MailSender } from './mail.sender';
import { askedMs } from './retry-after';
import { signed } from './signature';
import { webhookBodyOf } from './webhook';

const TIMEOUT_MS = 10_000;
const LONGEST_ERROR = 500;

type Answered = Omit<DeliveryResult, 'ms'>;

/** What every outcome begins with. */
const PLAIN = { ok: false, status: null, error: null, askedMs: null, leftTo: null, gone: false } as const;
/** Gone for good (RFC 9110, 15.5.11); Standard Webhooks asks that such a receiver be called no more. */
const GONE = 410;

interface Address {
  url: string;
  tlsCa?: string | null | undefined;
}

/** Makes the attempts: one call each, in the form its kind of receiver takes. */
@Injectable()
export class Senders {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly outbound: OutboundClient,
    private readonly mails: MailSender,
  ) {}

  /** Never rejects. */
  async send(job: Job): Promise<DeliveryResult> {
    const startedAt = performance.now();
    const answered = await this.reach(job.channelId, (to) => this.call(job, to));
    return { ...answered, ms: performance.now() - startedAt };
  }

  /** Tells an Alertmanager what fires now. Never rejects. */
  push(channelId: string, alerts: readonly FiringAlert[]): Promise<Answered> {
    return this.reach(channelId, (to) => {
      if (to.kind !== 'alertmanager') throw new Error(`Nobody tells a ${to.kind} what fires.`);
      return this.postAlerts(to.settings, alerts);
    });
  }

  /** Calls the receiver as it is reached now; what went wrong is told without its secrets. */
  private async reach(channelId: string, call: (to: Endpoint) => Promise<Answered>): Promise<Answered> {
    let hidden: string[] = [];
    try {
      const channel = await this.dataSource.manager.findOneByOrFail(Channel, { id: channelId });
      const to = reachOf(channel, this.ring);
      hidden = spellingsOf(to);
      return await call(to);
    } catch (error) {
      const { status, text } = failureOf(error);
      return { ...PLAIN, status, error: oneLine(without(hidden, text), LONGEST_ERROR) };
    }
  }

  private call(job: Job, to: Endpoint): Promise<Answered> {
    const { notice } = job;
    switch (to.kind) {
      case 'webhook':
        return this.postSigned(job, to.settings);
      case 'slack':
        return this.post({ url: to.settings.url }, slackMessage(notice, this.linkTo(notice)));
      case 'teams':
        return this.post({ url: to.settings.url }, teamsMessage(notice, this.linkTo(notice)));
      case 'alertmanager':
        return this.postAlerts(
          to.settings,
          notice.alerts.map((alert) => ({ ...alert, severity: notice.severity })),
        );
      case 'email':
        return this.mail(job, to.settings);
    }
  }

  private linkTo({ alerts }: Notice): string | null {
    return linkOf(alerts, this.config.publicUrl);
  }

  private postSigned({ notice, attemptId }: Job, to: EndpointOf<'webhook'>): Promise<Answered> {
    const body = JSON.stringify(webhookBodyOf(notice, this.linkTo(notice)));
    const headers = { ...signed(notice.id, this.clock.now(), body, to.secrets), 'amiral-attempt-id': attemptId };
    return this.post(to, body, headers);
  }

  private postAlerts(to: EndpointOf<'alertmanager'>, alerts: readonly FiringAlert[]): Promise<Answered> {
    const { url, username, password } = to;
    const credentials = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64');
    return this.post(
      { url: `${url.replace(/\/+$/, '')}/api/v2/alerts`, tlsCa: to.tlsCa },
      postableAlerts(alerts, this.clock.now(), this.config.publicUrl),
      username ? { authorization: `Basic ${credentials}` } : {},
    );
  }

  private async post(
    { url, tlsCa }: Address,
    message: object | string,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const body = typeof message === 'string' ? message : JSON.stringify(message);
    const { status, headers: answered } = await this.outbound.post({
      url,
      headers: { 'content-type': 'application/json', ...headers },
      body,
      tlsCa: tlsCa ?? null,
      timeoutMs: TIMEOUT_MS,
    });
    if (status >= 200 && status < 300) return { ...PLAIN, ok: true, status };
    const redirected = status >= 300 && status < 400;
    const error = redirected
      ? `The receiver redirects (HTTP ${String(status)}): enter the final address.`
      : `The receiver answered HTTP ${String(status)}.`;
    const asked = askedMs(answered['retry-after'], this.clock.now());
    return { ...PLAIN, status, error, askedMs: asked, gone: status === GONE };
  }

  private async mail({ notice, channelId, leftTo }: Job, to: EndpointOf<'email'>): Promise<Answered> {
    const recipients = leftTo ? to.to.filter((address) => leftTo.includes(address)) : to.to;
    if (recipients.length === 0) return { ...PLAIN, error: 'Nobody it was still to reach is a recipient.', leftTo: [] };
    const mail = mailOf(notice, channelId, to, this.linkTo(notice));
    return { ...PLAIN, ...mailOutcome(await this.mails.send(mail, recipients, to), recipients, leftTo) };
  }
}

/** Where a mail server's own words are not told: some echo the login, and what is no mail server is none of our business. */
const IN_OUR_WORDS: ReadonlyMap<string, string> = new Map([
  ['EAUTH', 'The mail server refused the user name or the password.'],
  ['EPROTOCOL', 'What listens there does not speak SMTP as a mail server does.'],
]);

/** What only a mail server answers so, to a sender, a recipient or a mail. */
const MAIL_REFUSED: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);

function failureOf(error: unknown): { status: number | null; text: string } {
  if (error instanceof TransportError) return { status: null, text: error.detail ?? SENTENCES[error.reason] };
  const failure = error as Partial<NodemailerError>;
  return { status: isReplyCode(failure.responseCode) ? failure.responseCode : null, text: inWords(failure) };
}

function inWords({ code = '', message = 'Something unknown was thrown.', response }: Partial<NodemailerError>): string {
  if (MAIL_REFUSED.has(code)) return message;
  return IN_OUR_WORDS.get(code) ?? withoutAnswer(message, response ?? '');
}

/** What nodemailer says without the answer that it puts behind it. */
function withoutAnswer(message: string, answer: string): string {
  const at = answer === '' ? -1 : message.indexOf(answer);
  return at < 0 ? message : message.slice(0, at).replace(/[.:\s]*(response=)?$/, '.');
}

/** Whatever number a mail server's answer begins with, nodemailer takes for its code. */
function isReplyCode(code: unknown): code is number {
  return typeof code === 'number' && code >= 100 && code <= 999;
}

/** Secrets as they stand in what is sent, so that nothing that a receiver echoes shows them. */
function spellingsOf(to: Endpoint): string[] {
  const secrets = secretsOf(to);
  const username = 'username' in to.settings ? (to.settings.username ?? '') : '';
  const sent = secrets.flatMap((secret) => [secret, `\0${username}\0${secret}`, `${username}:${secret}`]);
  return [...sent.map((text) => Buffer.from(text).toString('base64')), ...secrets];
}

function secretsOf(to: Endpoint): string[] {
  if (to.kind === 'webhook') return to.settings.secrets;
  if (to.kind === 'slack' || to.kind === 'teams') return [to.settings.url, new URL(to.settings.url).pathname];
  return [to.settings.password ?? ''].filter(Boolean);
}

function without(secrets: readonly string[], text: string): string {
  return secrets
    .filter((secret) => secret.length > 1)
    .reduce((left, secret) => left.replaceAll(secret, '(secret)'), text);
}
