import { DomainError, notFound } from '../common/errors';
import type { JournalActor } from '../journal/journal.service';
import type { AppAbility, Role, Subject } from './ability';

/** The person behind a request: who they are, what they may do, and where from. */
export class Actor implements JournalActor {
  constructor(
    readonly id: string,
    readonly email: string,
    readonly name: string,
    readonly role: Role,
    readonly sessionId: string,
    readonly ability: AppAbility,
    readonly requestId: string,
    readonly ip: string,
  ) {}

  /** Whether the rules allow `action` on a class or a row. */
  can(action: string, subject: Subject | object): boolean {
    return this.ability.can(action, subject);
  }

  /**
   * The second look, at the row itself.
   * @param noun the word for the row in an error
   * @throws DomainError 404 when the row may not even be read, else 403
   */
  must(action: string, row: object, noun: string): void {
    if (!this.can('read', row)) throw notFound(noun);
    if (!this.can(action, row)) throw forbidden(this.role, action, noun);
  }
}

/** 403: refused for the role. */
export function forbidden(role: Role, action: string, noun: string): DomainError {
  const detail = `The role ${role} does not include the action ${action} on a ${noun}; ask an administrator.`;
  return new DomainError('forbidden', 'forbidden', detail);
}
