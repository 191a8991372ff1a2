import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DomainError, type FieldError } from './errors';

type Issue = StandardSchemaV1.Issue & { code?: string; keys?: string[] };

/**
 * Checks path, query and body against their zod schemas. A malformed path value is 400; a wrong field is 422 with one entry a
 * field. A missing body is read as an empty one, because bodies of actions are optional.
 */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => wrongFields(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (metadata.type === 'body') return super.transform((value ?? {}) as T, metadata);
    if (metadata.type !== 'param') return super.transform(value, metadata);
    try {
      return await super.transform(value, metadata);
    } catch {
      throw new DomainError('malformed', 'malformed-id', `"${String(value)}" is not an id: ids are UUIDs.`);
    }
  }
}

function wrongFields(issues: readonly StandardSchemaV1.Issue[]): DomainError {
  const errors = issues.flatMap((issue) => fieldsOf(issue as Issue));
  return new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
}

function fieldsOf(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({ field: [...path, key].join('.'), message: 'There is no such field.' }));
  }
  return [{ field: path.join('.'), message: issue.message }];
}
