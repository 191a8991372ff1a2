import { z } from 'zod';
import { email } from '../common/email';
import { pem } from '../common/pem';
import { name } from '../common/written';
import { DENIED_ADDRESS, isAlwaysDenied } from '../outbound/egress';
import { refusal } from './channel.refusals';

export const CHANNEL_KINDS = ['webhook', 'email', 'slack', 'teams', 'alertmanager'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Standard Webhooks 1.0 asks for 24 to 64 random bytes. */
const SECRET_BYTES = { least: 24, most: 64 };

const address = z
  .string()
  .trim()
  .max(2_000)
  .refine(isWebAddress, refusal('receiver-address'))
  .refine((url) => !URL.canParse(url) || !isAlwaysDenied(new URL(url).hostname), DENIED_ADDRESS);

const signingSecret = z.string().refine(isSigningSecret, refusal('signing-secret'));

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*)$/, refusal('mail-host'))
  .max(253)
  .refine((name) => !isAlwaysDenied(name.includes(':') ? `[${name}]` : name), DENIED_ADDRESS);

const username = name(200).nullable().optional();
const password = z.string().min(1).max(1_000).nullable().optional().meta({ description: 'write-only' });
const tlsCa = pem
  .nullable()
  .optional()
  .meta({ description: 'certificates (PEM) trusted for this receiver besides the public ones' });

/** What each kind is reached by, secrets included. */
export const SETTINGS = {
  webhook: {
    url: address.meta({ example: 'https://hooks.example.com/amiral' }),
    tlsCa,
    secrets: z
      .array(signingSecret)
      .min(1)
      .max(2)
      .meta({
        description: 'write-only; the signing secret, or both while it is being changed',
        example: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      }),
  },
  email: {
    host: host.meta({ example: 'smtp.example.com' }),
    port: z.number().int().min(1).max(65_535).optional().meta({ description: '587 unless given; 465 for tls' }),
    secure: z
      .enum(['tls', 'starttls', 'none'])
      .optional()
      .meta({ description: 'starttls unless given; a server that cannot encrypt is then refused' }),
    username,
    password,
    tlsCa,
    from: email.meta({ example: 'amiral@example.com' }),
    to: z
      .array(email)
      .min(1)
      .max(20)
      .meta({ example: ['oncall@example.com'] }),
  },
  slack: { url: address.meta({ description: 'write-only; an incoming webhook' }) },
  teams: { url: address.meta({ description: 'write-only; a webhook of Workflows' }) },
  alertmanager: { url: address.meta({ example: 'http://alertmanager:9093' }), username, password, tlsCa },
} as const;

const reachBy = <const Kind extends ChannelKind>(kind: Kind) =>
  z.object({ kind: z.literal(kind), settings: z.object(SETTINGS[kind]) });

/** How a channel is reached, put together from what is shown and what is not; what else is stored is left out. */
export const endpoint = z.discriminatedUnion('kind', [
  reachBy('webhook'),
  reachBy('email'),
  reachBy('slack'),
  reachBy('teams'),
  reachBy('alertmanager'),
]);
export type Endpoint = z.output<typeof endpoint>;
export type EndpointOf<Kind extends ChannelKind> = Extract<Endpoint, { kind: Kind }>['settings'];

const DEFAULT_PORT = { tls: 465, starttls: 587, none: 587 } as const;

/** The port of its mail server. */
export function mailPort({ port, secure = 'starttls' }: Pick<EndpointOf<'email'>, 'port' | 'secure'>): number {
  return port ?? DEFAULT_PORT[secure];
}

/** What may be shown of it. */
export type ShownSettings = Record<string, string | number | boolean | string[] | null>;

interface SplitSettings {
  shown: ShownSettings;
  secrets: object;
}

/** Tells what may be shown from what may not. */
export function splitSecrets(to: Endpoint): SplitSettings {
  switch (to.kind) {
    case 'webhook':
      return divideWebhook(to.settings);
    case 'email':
      return divideEmail(to.settings);
    case 'slack':
    case 'teams':
      return { shown: { host: new URL(to.settings.url).host }, secrets: to.settings };
    case 'alertmanager':
      return divideAlertmanager(to.settings);
  }
}

function divideWebhook({ url, tlsCa: ca = null, secrets }: EndpointOf<'webhook'>): SplitSettings {
  return { shown: { url, tlsCa: ca, secretCount: secrets.length }, secrets: { secrets } };
}

function divideEmail(to: EndpointOf<'email'>): SplitSettings {
  const { password: secret = null, username: user = null, tlsCa: ca = null, secure = 'starttls', ...rest } = to;
  const shown = { ...rest, port: mailPort(to), secure, tlsCa: ca, username: user, hasPassword: secret !== null };
  return { shown, secrets: { password: secret } };
}

function divideAlertmanager(to: EndpointOf<'alertmanager'>): SplitSettings {
  const { password: secret = null, username: user = null, tlsCa: ca = null, url } = to;
  return { shown: { url, tlsCa: ca, username: user, hasPassword: secret !== null }, secrets: { password: secret } };
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username: user, password: word, hash } = new URL(text);
  return /^https?:$/.test(protocol) && user === '' && word === '' && hash === '';
}

function isSigningSecret(text: string): boolean {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined) return false;
  const { length } = Buffer.from(base64, 'base64');
  return length >= SECRET_BYTES.least && length <= SECRET_BYTES.most;
}
