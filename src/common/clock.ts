import { v7 } from 'uuid';

/** Where the time comes from, so that tests can set it. */
export abstract class Clock {
  /** The time of day. */
  abstract now(): Date;
}

/** The machine's clock. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A new UUIDv7: sorts by time of making; made in code because PostgreSQL 15 has no uuidv7(). */
export function newId(): string {
  return v7();
}
