import { type Refusal, refusalOf } from './refusals';

/** What went wrong, in words of the domain; the problem filter alone knows which HTTP status each becomes. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'too-large'
  | 'invalid'
  | 'too-many'
  | 'bad-gateway'
  | 'gateway-timeout'
  | 'unavailable';

/** One wrong field: its JSON path, what to do about it, and the same for programs where it has a code. */
export interface FieldError extends Partial<Refusal> {
  field: string;
  message: string;
}

/**
 * More facts shown beside code and message; nothing secret ever goes in here. Nouns add theirs to this interface where they throw
 * them, and register their shape with ProblemFacts.
 */
export interface ErrorFacts {
  errors?: FieldError[];
  /** What its status means where that is less than the noun knows. */
  title?: string;
  retryAfterSeconds?: number;
}

/**
 * An expected refusal. `code` is stable kebab-case that programs rely on; `message` tells a person what to do. It does not note where
 * it was made: nobody is told, and views that ask of each row what may be done with it would spend more on that than on the row.
 */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly facts: ErrorFacts = {},
  ) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** 409: the state, a uniqueness rule or a capacity rule forbids it. */
export function conflict(code: string, message: string, facts?: ErrorFacts): DomainError {
  return new DomainError('conflict', code, message, facts);
}

/** 404: not there, or a row the caller may not read; the two look the same on purpose. */
export function notFound(noun: string): DomainError {
  return new DomainError('not-found', 'not-found', `There is no ${noun} with this id.`);
}

/** 422: one field is wrong. */
export function invalid(field: string, message: string): DomainError {
  return new DomainError('invalid', 'invalid', 'A field is wrong; see errors.', {
    errors: [fieldError(field, message)],
  });
}

/** A wrong field, with the code of its sentence. */
export function fieldError(field: string, message: string): FieldError {
  return { field, message, ...refusalOf(message) };
}
