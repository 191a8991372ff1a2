import type { OdooTarget } from './odoo-conversation';

/**
 * The master password of a server, found right. Only `OdooManager.checkMasterPassword` makes one, so that nothing is posted to
 * `/web/database/*` unchecked: a server whose password is still `admin` takes any that is posted there for its new one.
 */
export class CheckedMaster {
  readonly #password: string;

  constructor(
    readonly target: OdooTarget,
    password: string,
  ) {
    this.#password = password;
  }

  /** In no log and no JSON: it is no property of its own. */
  get password(): string {
    return this.#password;
  }
}
