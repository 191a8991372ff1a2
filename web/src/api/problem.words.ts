import type { components } from './schema';

export type Problem = components['schemas']['Problem'];
type WrongField = NonNullable<Problem['errors']>[number];
type Translate = (key: string, options?: Record<string, unknown>) => string;

/** What is wrong with a field, in the language that is spoken; without a code in the server's own words. */
export function wordsFor({ code, message, params }: WrongField, translate: Translate): string {
  return code === undefined ? message : translate(`amiral.refused.${code}`, { _: message, ...params });
}

/**
 * What is wrong, in the language that is spoken; a code that the catalogue does not know, and one whose facts are not there, as the
 * server says it.
 */
export function sentenceOf(problem: Problem, retryAfterMs: number | null, translate: Translate): string {
  const [first] = problem.errors ?? [];
  if (first) return (first.field === '' ? '' : `${first.field}: `) + wordsFor(first, translate);
  const { code, detail } = problem;
  const facts = { ...factsIn(problem), smart_count: Math.ceil((retryAfterMs ?? 0) / 1_000) };
  const inCall = translate(`amiral.operation.failure.${code}`, { _: detail });
  const known = translate(`amiral.problem.${code}`, { ...facts, _: inCall });
  return /%\{\w+\}/.test(known) ? detail : known;
}

/** What the sentence of the server speaks of, which is the same in each language: numbers, and what it quotes. */
function factsIn({ detail, reason, rejected }: Problem): Record<string, string | number> {
  const count = /\b\d+\b/.exec(detail)?.[0];
  const [name, other] = [...detail.matchAll(/"([^"]*)"/g)].map(([, quoted = '']) => quoted);
  const found = Object.entries({ count, name, other, reason }).filter(([, fact]) => fact !== undefined);
  return { detail, ...rejected, ...(Object.fromEntries(found) as Record<string, string>) };
}
