import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import type { DomainError } from './errors';
import { ValidationPipe } from './validation.pipe';

const schema = z.strictObject({
  name: z.string().min(1),
  labels: z.record(z.string(), z.string()).optional(),
  deep: z.array(z.strictObject({ count: z.number() })).optional(),
});

describe('the pipe', () => {
  const pipe = new ValidationPipe();
  const check = (value: unknown, type: ArgumentMetadata['type'] = 'body', by: unknown = schema) =>
    pipe.transform(value, { type, schema: by } as ArgumentMetadata);
  const refusal = (value: unknown, type?: ArgumentMetadata['type'], by?: unknown) =>
    check(value, type, by).then(
      () => null,
      (error: unknown) => {
        const { kind, facts } = error as DomainError;
        return { kind, fields: facts.errors?.map(({ field }) => field) };
      },
    );

  it('gives on what the schema makes of the value', async () => {
    expect(await check({ name: 'a' })).toEqual({ name: 'a' });
    expect(await check(' A ', 'param', z.string().trim().toLowerCase())).toBe('a');
  });

  it('reads a missing body as an empty one', async () => {
    for (const none of [undefined, null]) expect(await check(none, 'body', z.strictObject({}))).toEqual({});
    expect(await refusal(undefined)).toEqual({ kind: 'invalid', fields: ['name'] });
  });

  it('names each wrong field by its path, and each unknown one', async () => {
    expect(await refusal({ name: '', deep: [{ count: 1 }, { count: 'x', more: 1 }], colour: 1 })).toEqual({
      kind: 'invalid',
      fields: ['name', 'deep.1.count', 'deep.1.more', 'colour'],
    });
  });

  it('ignores no name, not even those that would reach a prototype', async () => {
    for (const name of ['constructor', 'prototype', '__proto__']) {
      const given = JSON.parse(`{"name":"a","${name}":"x"}`) as object;
      expect(await refusal(given)).toEqual({ kind: 'invalid', fields: [name] });
    }
    expect(await check({ name: 'a', labels: { constructor: 'x' } })).toEqual({
      name: 'a',
      labels: { constructor: 'x' },
    });
  });

  it('refuses text that cannot be stored, wherever it stands', async () => {
    expect(await refusal({ name: 'a\0' })).toEqual({ kind: 'invalid', fields: ['name'] });
    expect(await refusal({ name: 'a', labels: { rack: '\ud83d' } })).toEqual({
      kind: 'invalid',
      fields: ['labels.rack'],
    });
    expect(await refusal({ name: 'a', labels: { 'rack\udfff': 'x' } })).toEqual({
      kind: 'invalid',
      fields: ['labels'],
    });
    expect(await check({ name: '\ud83d\udd11' })).toEqual({ name: '\u{1f511}' });
    expect(await refusal({ name: 'a\0' }, 'query')).toEqual({ kind: 'invalid', fields: ['name'] });
  });

  it('calls a path value that is no id malformed', async () => {
    expect(await refusal('x', 'param', z.guid())).toEqual({ kind: 'malformed', fields: undefined });
  });

  it('names fifty wrong fields at most, by paths that can be read', async () => {
    const long = 'k'.repeat(1_000);
    const unknown = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${long}${String(n)}`, n]));
    const fields = (await refusal({ name: 'a', ...unknown }))?.fields;
    expect(fields).toHaveLength(50);
    expect(fields?.[0]).toBe(long.slice(0, 200));
  });

  it('looks at nothing that is deeper, or holds more, than any request', async () => {
    const anything = z.strictObject({ settings: z.record(z.string(), z.unknown()) });
    const nested = (levels: number): unknown =>
      JSON.parse(`{"settings":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}`);
    expect(await check(nested(19), 'body', anything)).toEqual(nested(19));
    for (const levels of [20, 20_000]) {
      expect(await refusal(nested(levels), 'body', anything)).toEqual({ kind: 'invalid', fields: [''] });
    }
    const holding = (values: number) => ({ settings: { all: Array.from({ length: values }, () => 1) } });
    expect(await check(holding(9_997), 'body', anything)).toEqual(holding(9_997));
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${String(n)}`, n]));
    for (const body of [holding(9_998), { settings: keys }, keys]) {
      expect(await refusal(body, 'body', anything)).toEqual({ kind: 'invalid', fields: [''] });
    }
  });

  it('leaves alone what declares no schema', async () => {
    expect(await check({ any: 'thing\0' }, 'custom', null)).toEqual({ any: 'thing\0' });
  });
});
