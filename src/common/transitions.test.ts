import { type Transitions, wrongState } from './transitions';

const DOOR: Transitions<'open' | 'shut' | 'locked', 'shut' | 'lock' | 'knock'> = {
  shut: { from: ['open'], to: 'shut' },
  lock: { from: ['open', 'shut'], to: 'locked' },
  knock: { from: ['shut', 'locked'], to: 'same' },
};

describe('a table of transitions', () => {
  it('refuses nothing where the action starts', () => {
    expect(wrongState(DOOR, 'lock', 'shut')).toBeNull();
    expect(wrongState(DOOR, 'knock', 'locked')).toBeNull();
  });

  it('refuses an action elsewhere as a conflict that says where it starts', () => {
    expect(wrongState(DOOR, 'lock', 'locked')).toMatchObject({
      kind: 'conflict',
      code: 'wrong-state',
      message: 'Cannot lock from locked: it must be open, shut.',
    });
  });
});
