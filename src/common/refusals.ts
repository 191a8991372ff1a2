/** What a sentence about a field is filled in with. */
export type RefusalParams = Readonly<Record<string, string | number>>;

/** What may be wrong with any field besides what schemas say by themselves, each by its code and in words that follow the field's name. */
const SENTENCES = {
  confirm: 'takes the name of what is destroyed, as it is written',
  'control-characters': 'takes no control characters and none that turn the direction of writing (U+{point})',
  'e-mail': 'takes an e-mail address',
  pem: 'takes certificates in PEM form',
  'piled-accents': 'has too many accents on one letter',
  slug: 'takes lower-case letters, digits and dashes, and starts with a letter or digit',
  time: 'takes a time like 2027-01-31T22:00:00Z',
  'time-zone': 'takes an IANA time zone like Europe/Paris',
  'time-to-come': 'takes a time to come',
  'too-many-labels': 'takes at most {maximum} labels',
  'unknown-field': 'There is no such field.',
  'unknown-record': 'There is no {noun} with this id.',
  unstorable: 'takes text without NUL or broken characters',
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

/** Every code that a wrong field may have: those of all nouns, once their files are loaded. */
const codes = new Set<string>(FOUND);

/** Says the sentence of a code, to follow the field's name. `params` are few: each filled in sentence is remembered. */
type Say<Code extends string> = (code: Code, params?: RefusalParams) => string;

/** What is known of a refusal besides its sentence. */
export interface Refusal {
  code: string;
  params?: RefusalParams;
}

/** By the sentence as it was said: schemas hand on nothing else. */
const said = new Map<string, Refusal>();

function say<Code extends string>(sentences: Readonly<Record<Code, string>>): Say<Code> {
  for (const code of Object.keys(sentences)) codes.add(code);
  return (code, params = {}) => {
    const sentence = sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
    said.set(sentence, { code, ...(Object.keys(params).length > 0 && { params }) });
    return sentence;
  };
}

/** Says what may be wrong with fields of any noun. */
export const refusal = say(SENTENCES);

/** Registers what may be wrong with fields of one noun. @returns a way to say that, or what may be wrong with any */
export function refusalsWith<Code extends string>(
  own: Readonly<Record<Code, string>>,
): Say<Code | keyof typeof SENTENCES> {
  return say<Code | keyof typeof SENTENCES>({ ...SENTENCES, ...own });
}

/** Every code that a wrong field may have, in order. */
export function refusalCodes(): string[] {
  return [...codes].sort();
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
