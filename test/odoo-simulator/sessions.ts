import { randomBytes } from 'node:crypto';
import type { Cell } from './database/table';
import { header, type HttpRequest } from './request';

/** What a browser's cookie stands for: a database, and who signed in to it. */
export interface Session {
  readonly database: string;
  readonly uid?: number;
  /** Of the user when it signed in: another password ends the session, being archived interrupts it. */
  readonly password?: Cell;
}

const MOST = 1_000;

/** The sessions of one server; they lie beside the databases, so that a rename or a drop leaves them. */
export class Sessions {
  readonly #open = new Map<string, Session>();

  /** @returns the line that sets the cookie */
  open(session: Session): string {
    const id = randomBytes(20).toString('hex');
    const oldest = this.#open.keys().next();
    if (this.#open.size >= MOST && oldest.done !== true) this.#open.delete(oldest.value);
    this.#open.set(id, session);
    return `Set-Cookie: session_id=${id}; Max-Age=7776000; HttpOnly; Path=/`;
  }

  /** The session of a request's cookie. */
  of(request: HttpRequest): Session | undefined {
    return this.#open.get(cookieOf(request));
  }

  close(request: HttpRequest): void {
    this.#open.delete(cookieOf(request));
  }
}

function cookieOf(request: HttpRequest): string {
  return /session_id=(\w+)/.exec(header(request.head, 'cookie') ?? '')?.[1] ?? '';
}
