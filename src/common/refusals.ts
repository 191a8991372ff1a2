/** What a sentence about a field is filled in with. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/** What may be wrong with a field besides what schemas say by themselves, each by its code and in words that follow the field's name. */
const SENTENCES = {
  'after-from': 'takes a time after from',
  'after-starts-at': 'takes a time after startsAt',
  archived: 'This {noun} is archived.',
  'before-to': 'takes a time before `to`',
  'control-characters': 'takes no control characters and none that turn the direction of writing (U+{point})',
  currency: 'takes an ISO 4217 code of three capitals, for example EUR',
  'database-found':
    'takes letters, digits, dots, dashes and underscores, at most 63, and starts with a letter or digit',
  'database-new':
    'takes lower-case letters, digits, dashes and underscores, 2 to 63, and starts with a letter or digit',
  'database-reserved': 'is a database of PostgreSQL itself',
  'denied-address': 'is a link-local or cloud metadata address, which Amiral never calls',
  'e-mail': 'takes an e-mail address',
  'each-server-once': 'takes each server once',
  'host-name': 'takes a host name',
  'ip-address': 'takes an IP address',
  'label-name':
    'takes letters, digits, dots, dashes, slashes and underscores, at most 63, and starts with a letter or digit',
  'local-time': 'takes a local time like 22:30',
  'mail-host': 'takes the name or address of a mail server',
  'named-like-owner': 'is little more than a name or an address: choose one that has nothing to do with you',
  'names-nothing': 'name what it is about: nothing named would hide everything',
  'needs-username': 'is needed with a password',
  'never-on': 'takes a later time: nothing of it would ever be on',
  'not-current-password': 'This is not your current password.',
  'own-address': 'Amiral itself or its database listens there.',
  pem: 'takes certificates in PEM form',
  'piled-accents': 'has too many accents on one letter',
  'receiver-address': 'takes an http or https address without credentials or fragment',
  'server-address': 'takes an http or https address without credentials, query or fragment',
  'signing-secret': 'takes whsec_ and 24 to 64 random bytes in base64 (openssl rand -base64 32)',
  'silence-end': 'takes a time to come, after startsAt',
  slug: 'takes lower-case letters, digits and dashes, and starts with a letter or digit',
  subdomain: 'takes lower-case letters, digits and dashes, at most 63, no dash at either end',
  time: 'takes a time like 2027-01-31T22:00:00Z',
  'time-to-come': 'takes a time to come',
  'time-zone': 'takes an IANA time zone like Europe/Paris',
  'too-common': 'is among the first that are tried: choose a longer or less usual one',
  'too-many-labels': 'takes at most {maximum} labels',
  'two-decimals': 'takes at most two decimals',
  'unknown-field': 'There is no such field.',
  'unknown-record': 'There is no {noun} with this id.',
  unstorable: 'takes text without NUL or broken characters',
  'without-server-only': 'goes without serverId only',
  'without-visible': 'takes at least one character that can be seen',
  years: 'takes a time of the years 1 to 9999 (UTC)',
} as const;

/** What schemas find by themselves. */
const FOUND = [
  'missing',
  'not-an-option',
  'not-whole',
  'too-few',
  'too-large',
  'too-long',
  'too-many',
  'too-short',
  'too-small',
  'wrong-format',
  'wrong-type',
] as const;

type SentenceCode = keyof typeof SENTENCES;
export type RefusalCode = SentenceCode | (typeof FOUND)[number];

/** Every code that a wrong field may have. */
export const REFUSAL_CODES = [...FOUND, ...(Object.keys(SENTENCES) as SentenceCode[])].sort();

/** What is known of a refusal besides its sentence. */
export interface Refusal {
  code: RefusalCode;
  params?: RefusalParams;
}

/** By the sentence as it was said: schemas hand on nothing else. */
const said = new Map<string, Refusal>();

/** The sentence of a code, to follow the field's name. `params` are few: each filled in sentence is remembered. */
export function refusal(code: SentenceCode, params: RefusalParams = {}): string {
  const sentence = SENTENCES[code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  said.set(sentence, { code, ...(Object.keys(params).length > 0 && { params }) });
  return sentence;
}

/** What was refused by this sentence; undefined for one that was said otherwise. */
export function refusalOf(sentence: string): Refusal | undefined {
  return said.get(sentence);
}

/** What a schema (zod 4) says of a value. */
export interface SchemaIssue {
  message: string;
  code?: string;
  origin?: string;
  expected?: string;
  format?: string;
  values?: readonly unknown[];
  maximum?: number | bigint;
  minimum?: number | bigint;
}

const COUNTED: ReadonlySet<string | undefined> = new Set(['array', 'set', 'map', 'record']);

const OF_SCHEMAS: Readonly<Record<string, (issue: SchemaIssue) => Refusal>> = {
  invalid_type: ({ expected = '', message }) => {
    if (message.endsWith('received undefined')) return { code: 'missing' };
    return expected === 'int' ? { code: 'not-whole' } : { code: 'wrong-type', params: { expected } };
  },
  too_big: ({ origin, maximum }) => ({
    code: origin === 'string' ? 'too-long' : COUNTED.has(origin) ? 'too-many' : 'too-large',
    params: { maximum: Number(maximum) },
  }),
  too_small: ({ origin, minimum }) => ({
    code: origin === 'string' ? 'too-short' : COUNTED.has(origin) ? 'too-few' : 'too-small',
    params: { minimum: Number(minimum) },
  }),
  invalid_format: () => ({ code: 'wrong-format' }),
  invalid_value: ({ values = [] }) => ({ code: 'not-an-option', params: { options: values.map(String).join(', ') } }),
};

/** What a schema refused; undefined for what has no code of its own, as a union none of whose shapes fits. */
export function refusalIn(issue: SchemaIssue): Refusal | undefined {
  return refusalOf(issue.message) ?? OF_SCHEMAS[issue.code ?? '']?.(issue);
}
