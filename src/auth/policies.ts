import { type PackRule, packRules } from '@casl/ability/extra';
import { Injectable } from '@nestjs/common';
import { abilityFor, type AppAbility, type Policy, type Role, type Subject } from './ability';

/** The policies of all nouns, which register theirs as their module starts; auth imports no noun. */
@Injectable()
export class Policies {
  private readonly policies: Policy[] = [];
  private readonly abilities = new Map<Role, AppAbility>();

  register(policy: Policy): void {
    this.policies.push(policy);
    this.abilities.clear();
  }

  /** What a role may do, built once a role. */
  abilityOf(role: Role): AppAbility {
    const known = this.abilities.get(role);
    if (known) return known;
    const ability = abilityFor(role, this.policies);
    this.abilities.set(role, ability);
    return ability;
  }

  /** The rules of a role for the console, subjects by their `modelName`; `unpackRules` of @casl/ability/extra reads them. */
  rulesOf(role: Role): PackRule<{ action: string | string[]; subject?: string }>[] {
    const ability = this.abilityOf(role);
    return packRules(ability.rules as never, (type) => (type as unknown as Subject).modelName) as never;
  }
}
