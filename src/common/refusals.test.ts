import { z } from 'zod';
import { invalid } from './errors';
import { type Refusal, refusal, refusalCodes, refusalIn, refusalOf, refusalsWith } from './refusals';

const found = (schema: z.ZodType, value: unknown): (Refusal | undefined)[] =>
  (schema.safeParse(value).error?.issues ?? []).map((issue) => refusalIn(issue as never));

describe('the code of a refusal', () => {
  it.each<[string, z.ZodType, unknown, Refusal | undefined]>([
    ['nothing given', z.string(), undefined, { code: 'missing' }],
    ['another type', z.string(), 7, { code: 'wrong-type', params: { expected: 'string' } }],
    ['a fraction', z.number().int(), 1.5, { code: 'not-whole' }],
    ['a long text', z.string().max(3), 'abcd', { code: 'too-long', params: { maximum: 3 } }],
    ['a short text', z.string().min(3), 'a', { code: 'too-short', params: { minimum: 3 } }],
    ['a large number', z.number().max(3), 4, { code: 'too-large', params: { maximum: 3 } }],
    ['a small number', z.number().int().positive(), 0, { code: 'too-small', params: { minimum: 0 } }],
    ['a long list', z.array(z.string()).max(1), ['a', 'b'], { code: 'too-many', params: { maximum: 1 } }],
    ['a short list', z.array(z.string()).min(1), [], { code: 'too-few', params: { minimum: 1 } }],
    ['another word', z.enum(['a', 'b']), 'c', { code: 'not-an-option', params: { options: 'a, b' } }],
    ['another form', z.guid(), 'x', { code: 'wrong-format' }],
    ['a sentence', z.string().regex(/a/, refusal('slug')), 'b', { code: 'slug' }],
    [
      'a sentence filled in',
      z.array(z.string()).refine(() => false, refusal('too-many-labels', { maximum: 4 })),
      [],
      { code: 'too-many-labels', params: { maximum: 4 } },
    ],
    ['a sentence of its own', z.string().refine(() => false, 'is odd'), 'b', undefined],
    ['a union', z.union([z.literal(1), z.strictObject({})]), 'b', undefined],
  ])('tells %s', (_, schema, value, code) => {
    expect(found(schema, value)).toEqual([code]);
  });

  it('goes with the sentence, wherever that is said', () => {
    const { facts } = invalid('until', refusal('time-to-come'));
    expect(facts.errors).toEqual([{ field: 'until', message: 'takes a time to come', code: 'time-to-come' }]);
    expect(refusalOf('said otherwise')).toBeUndefined();
  });

  it('is registered by the noun whose fields it is about, which says the common ones too', () => {
    const say = refusalsWith({ moored: 'takes a {colour} berth' });
    expect(refusalOf(say('moored', { colour: 'red' }))).toEqual({ code: 'moored', params: { colour: 'red' } });
    expect(say('slug')).toBe(refusal('slug'));
    expect(refusalCodes()).toEqual(expect.arrayContaining(['missing', 'moored', 'slug']));
    expect(new Set(refusalCodes()).size).toBe(refusalCodes().length);
  });
});
