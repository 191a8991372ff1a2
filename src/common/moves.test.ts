import { DomainError } from './errors';
import { actionsFrom, move, type Moves } from './moves';

const DOOR: Moves<'open' | 'shut' | 'locked', 'shut' | 'lock' | 'knock'> = {
  shut: { from: ['open'], to: 'shut' },
  lock: { from: ['shut', 'open'], to: 'locked' },
  knock: { from: ['shut', 'locked'], to: 'same' },
};

describe('a lifecycle', () => {
  it('leads from state to state by its actions', () => {
    expect(move(DOOR, 'lock', 'open')).toBe('locked');
    expect(move(DOOR, 'knock', 'locked')).toBe('locked');
  });

  it('refuses an action from another state, naming those it starts from', () => {
    const refused = () => move(DOOR, 'lock', 'locked');
    expect(refused).toThrow(DomainError);
    expect(refused).toThrow('Cannot lock from locked: it must be shut, open.');
  });

  it('offers what may start from a state, in the order of the table', () => {
    expect(actionsFrom(DOOR, 'shut')).toEqual(['lock', 'knock']);
    expect(actionsFrom(DOOR, 'open')).toEqual(['shut', 'lock']);
  });
});
