import { conflict, type DomainError } from './errors';

/** A lifecycle as a table: each action, the states it starts from and the one it leads to ('same' stays). */
export type Transitions<State extends string, Action extends string, Target extends State = State> = Readonly<
  Record<Action, { readonly from: readonly State[]; readonly to: Target | 'same' }>
>;

/** A conflict `wrong-state` that names the states the action starts from, or null when `state` is one of them. */
export function wrongState<State extends string, Action extends string>(
  transitions: Transitions<State, Action>,
  action: Action,
  state: State,
): DomainError | null {
  const { from } = transitions[action];
  if (from.includes(state)) return null;
  return conflict('wrong-state', `Cannot ${action} from ${state}: it must be ${from.join(', ')}.`);
}
