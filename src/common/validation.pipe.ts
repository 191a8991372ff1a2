import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError, fieldError, type FieldError } from './errors';
import { refusal, refusalIn, type SchemaIssue } from './refusals';

/** No request needs more: beyond this, checking it would hold up everybody else, and recursion would run out of stack. */
const DEEPEST = 20;
const MAX_VALUES = 10_000;
/** Enough for whoever mends a request by hand. */
const MAX_ERRORS = 50;
const LONGEST_PATH = 200;

type Issue = StandardSchemaV1.Issue & SchemaIssue & { keys?: string[] };

/** PostgreSQL stores neither NUL nor half a surrogate pair; in a parameter either would end as a 500. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/**
 * Checks path, query and body against their zod schemas. A malformed path value is 400; a wrong field is 422 with one entry a
 * field. A missing body is read as an empty one, because bodies of actions are optional.
 */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => wrongFields(issues) });
  }

  /** Nothing is dropped in silence: the schemas refuse every name they do not know, whatever it is. */
  protected override stripProtoKeys(): void {
    return;
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    // What we find in a request ourselves is nobody's input.
    if (metadata.type === 'custom') return value;
    return metadata.type === 'param' ? this.checkId(value, metadata) : this.checkFields(value, metadata);
  }

  private async checkFields<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const excess = excessOf(value);
    if (excess) throw wrong([fieldError('', excess)]);
    const checked = await super.transform(metadata.type === 'body' ? ((value ?? {}) as T) : value, metadata);
    const errors = metadata.schema ? unstorable(checked, []) : [];
    if (errors.length > 0) throw wrong(errors);
    return checked;
  }

  private async checkId<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch {
      throw new DomainError('malformed', 'malformed-id', `"${String(value)}" is not an id: ids are UUIDs.`);
    }
  }
}

/** What makes a value too large to be looked at, level by level, or null. */
function excessOf(value: unknown): string | null {
  let count = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (depth > DEEPEST) return `takes at most ${String(DEEPEST)} levels of nesting`;
    if (count > MAX_VALUES) return `takes at most ${String(MAX_VALUES)} values`;
    level = level.flatMap((inner) =>
      typeof inner === 'object' && inner !== null ? (Object.values(inner) as unknown[]) : [],
    );
  }
  return null;
}

/** The texts that cannot be stored. Looks at what the schema has let through, which is never deep. */
function unstorable(value: unknown, path: readonly string[]): FieldError[] {
  if (typeof value === 'string') {
    return UNSTORABLE.test(value) ? [fieldError(path.join('.'), refusal('unstorable'))] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unstorable(key, path).concat(unstorable(inner, [...path, key])),
  );
}

/**
 * What a schema found wrong, as a refusal of the request.
 * @param under where the checked value stands in the body
 */
export function wrongFields(issues: readonly StandardSchemaV1.Issue[], under: readonly string[] = []): DomainError {
  return wrong(issues.flatMap((issue) => fieldsOf(issue as Issue, under)));
}

function wrong(all: FieldError[]): DomainError {
  const errors = all.slice(0, MAX_ERRORS).map((error) => ({ ...error, field: error.field.slice(0, LONGEST_PATH) }));
  return new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
}

function fieldsOf(issue: Issue, under: readonly string[]): FieldError[] {
  const path = [...under, ...(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))];
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => fieldError([...path, key].join('.'), refusal('unknown-field')));
  }
  return [{ field: path.join('.'), message: issue.message, ...refusalIn(issue) }];
}
