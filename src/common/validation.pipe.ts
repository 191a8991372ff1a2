import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError, type FieldError } from './errors';

type Issue = StandardSchemaV1.Issue & { code?: string; keys?: string[] };

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
    if (metadata.type !== 'param') {
      const checked = await super.transform(metadata.type === 'body' ? ((value ?? {}) as T) : value, metadata);
      const errors = metadata.schema ? unstorable(checked, []) : [];
      if (errors.length > 0) throw wrong(errors);
      return checked;
    }
    try {
      return await super.transform(value, metadata);
    } catch {
      throw new DomainError('malformed', 'malformed-id', `"${String(value)}" is not an id: ids are UUIDs.`);
    }
  }
}

/** The texts that cannot be stored. Looks at what the schema has let through, which is never deep. */
function unstorable(value: unknown, path: readonly string[]): FieldError[] {
  if (typeof value === 'string') {
    return UNSTORABLE.test(value)
      ? [{ field: path.join('.'), message: 'takes text without NUL or broken characters' }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unstorable(inner, [...path, key]));
}

/**
 * What a schema found wrong, as a refusal of the request.
 * @param under where the checked value stands in the body
 */
export function wrongFields(issues: readonly StandardSchemaV1.Issue[], under: readonly string[] = []): DomainError {
  return wrong(issues.flatMap((issue) => fieldsOf(issue as Issue, under)));
}

function wrong(errors: FieldError[]): DomainError {
  return new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
}

function fieldsOf(issue: Issue, under: readonly string[]): FieldError[] {
  const path = [...under, ...(issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part))];
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ field: [...path, key].join('.'), message: 'There is no such field.' }));
  }
  return [{ field: path.join('.'), message: issue.message }];
}
