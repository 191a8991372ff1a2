import { conflict } from './errors';

/** A lifecycle as a table: each action, the states it starts from and the one it leads to ('same' stays). */
export type Moves<State extends string, Action extends string> = Readonly<
  Record<Action, { readonly from: readonly State[]; readonly to: State | 'same' }>
>;

/**
 * The state `action` leads to from `state`.
 * @throws DomainError conflict `wrong-state` naming the states the action starts from
 */
export function move<State extends string, Action extends string>(
  moves: Moves<State, Action>,
  action: Action,
  state: State,
): State {
  const { from, to } = moves[action];
  if (!from.includes(state)) {
    throw conflict('wrong-state', `Cannot ${action} from ${state}: it must be ${from.join(', ')}.`);
  }
  return to === 'same' ? state : to;
}

/** The actions that may start from `state`, in the order of the table. */
export function actionsFrom<State extends string, Action extends string>(
  moves: Moves<State, Action>,
  state: State,
): Action[] {
  return (Object.keys(moves) as Action[]).filter((action) => moves[action].from.includes(state));
}
