import type { Json } from '../wire';

type Members = Readonly<Record<string, Json>>;

/** What a method was called with: by place and by name, the context beside. */
export class Arguments {
  readonly context: Members;

  constructor(
    private readonly positional: readonly Json[],
    private readonly named: Members,
  ) {
    this.context = membersOf(named['context']);
  }

  /** An argument by its name, or by its place among those given without. */
  get(name: string, place: number): Json | undefined {
    return this.named[name] ?? this.positional[place];
  }

  /** The records a method is called on: the first argument, a number or a list of them. */
  get ids(): number[] {
    const given = this.named['ids'] ?? this.positional[0];
    return (Array.isArray(given) ? given : [given]).filter((id) => typeof id === 'number');
  }

  list(name: string, place: number): readonly Json[] {
    const given = this.get(name, place);
    return Array.isArray(given) ? (given as readonly Json[]) : [];
  }

  number(name: string, place: number): number | undefined {
    const given = this.get(name, place);
    return typeof given === 'number' ? given : undefined;
  }

  text(name: string, place: number): string {
    const given = this.get(name, place);
    return typeof given === 'string' ? given : '';
  }

  members(name: string, place: number): Members {
    return membersOf(this.get(name, place));
  }
}

/** The arguments of `execute_kw`: a list and an object, of which either may be missing. */
export function argumentsOf(positional: Json | undefined, named: Json | undefined): Arguments {
  return new Arguments(Array.isArray(positional) ? (positional as readonly Json[]) : [], membersOf(named));
}

/** An object's members; none where it is something else. */
export function membersOf(value: Json | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}
