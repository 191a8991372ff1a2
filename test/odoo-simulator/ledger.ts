/** What is done to a whole database. */
export const ACTIONS = ['create', 'duplicate', 'drop', 'rename', 'restore', 'backup'] as const;

/** One of {@link ACTIONS}. */
export type Action = (typeof ACTIONS)[number];

/** A login somebody tried, whatever way. */
export interface LoginTry {
  readonly database: string;
  readonly login: string;
  readonly accepted: boolean;
}

/** What was done to a server's databases, counted for tests to ask about. All but the counts is bounded. */
export class Ledger {
  /** Actions begun, refused ones left out. */
  readonly counts: Record<Action, number> = { create: 0, duplicate: 0, drop: 0, rename: 0, restore: 0, backup: 0 };
  /** The most exclusive calls (all but backups) ever at work at once; more than one breaks Amiral's rule. */
  maxExclusive = 0;
  /** The most backups ever at work at once. */
  maxBackups = 0;
  /** The last thousand of each. */
  readonly logins: LoginTry[] = [];
  /** Which exclusive calls met, as `duplicate/drop`. */
  readonly overlaps: string[] = [];
  readonly #atWork: Action[] = [];

  /** An action begins. @returns what ends it */
  begin(action: Action): () => void {
    this.counts[action] += 1;
    if (action !== 'backup') {
      const other = this.#atWork.find((one) => one !== 'backup');
      if (other !== undefined) keep(this.overlaps, `${other}/${action}`);
    }
    this.#atWork.push(action);
    const backups = this.#atWork.filter((one) => one === 'backup').length;
    this.maxBackups = Math.max(this.maxBackups, backups);
    this.maxExclusive = Math.max(this.maxExclusive, this.#atWork.length - backups);
    return () => {
      const index = this.#atWork.indexOf(action);
      if (index >= 0) this.#atWork.splice(index, 1);
    };
  }

  /** Exclusive calls at work now. */
  get exclusive(): number {
    return this.#atWork.filter((action) => action !== 'backup').length;
  }

  noteLogin(tried: LoginTry): void {
    keep(this.logins, tried);
  }

  /** The process is gone, and with it all work in hand. */
  abandon(): void {
    this.#atWork.length = 0;
  }
}

function keep<T>(list: T[], item: T): void {
  if (list.length >= 1000) list.shift();
  list.push(item);
}
