import type { Channel } from '../api/client';

type Values = Record<string, unknown>;
export type Kind = Channel['kind'];

/** How each kind is reached, as far as people say it. */
const SETTINGS: Record<Kind, readonly string[]> = {
  webhook: ['url', 'tlsCa', 'secrets'],
  email: ['host', 'port', 'secure', 'username', 'password', 'tlsCa', 'from', 'to'],
  slack: ['url'],
  teams: ['url'],
  alertmanager: ['url', 'username', 'password', 'tlsCa'],
};
export const KINDS = Object.keys(SETTINGS) as Kind[];
/** An address may ask for a kind that there is not. */
export const isKind = (kind: unknown): kind is Kind => KINDS.some((each) => each === kind);
const CLEARED_BY_NULL: readonly string[] = ['username', 'tlsCa'];

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const withoutBlanks = (list: unknown): unknown =>
  Array.isArray(list) ? list.filter((item) => typeof item === 'string' && item !== '') : undefined;

/** The settings of a form, as the API takes them: those of the kind alone; a secret that was not typed stays as it is. */
function settingsOf(kind: Kind, { secretUrl, url = secretUrl, secrets, to, ...rest }: Values): Values {
  const typed: Values = { ...rest, url, secrets: withoutBlanks(secrets), to: withoutBlanks(to) };
  const given = SETTINGS[kind].flatMap((field): [string, unknown][] => {
    if (!isEmpty(typed[field])) return [[field, typed[field]]];
    return typed[field] !== undefined && CLEARED_BY_NULL.includes(field) ? [[field, null]] : [];
  });
  return Object.fromEntries(given);
}

/** What was entered or changed of a channel, as the API takes it. */
export function channelOf(kind: Kind, { settings, ...facts }: Values): Values {
  return typeof settings === 'object' ? { ...facts, settings: settingsOf(kind, { ...settings }) } : facts;
}
