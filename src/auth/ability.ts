import { AbilityBuilder, createMongoAbility, type MongoAbility } from '@casl/ability';

/** Least first. */
export const ROLES = ['user', 'manager', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** A class that rules speak of; `modelName` is the word for it outside the code, kept when class names are minified. */
export interface Subject {
  readonly modelName: string;
  new (...given: never[]): object;
}

export type AppAbility = MongoAbility<[string, Subject | object | string]>;

/** Who may do what to one noun: one list per role. Lists only add; a role that is missing does not compile. */
export interface Policy {
  readonly subject: Subject;
  readonly can: Readonly<Record<Role, readonly string[]>>;
}

/** The abilities of a role under all policies. Subjects are matched by their class, never by a name that may be minified. */
export function abilityFor(role: Role, policies: readonly Policy[]): AppAbility {
  const { can, build } = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const { subject, can: lists } of policies) {
    // A rule without actions would be unpacked by the console as one for the action ''.
    if (lists[role].length > 0) can([...lists[role]], subject);
  }
  return build({ detectSubjectType: (object) => object.constructor as Subject });
}
