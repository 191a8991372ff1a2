import { conflict } from './errors';

describe('an expected refusal', () => {
  it('does not spend time on noting where it was made, as other errors do', () => {
    expect(conflict('port-full', 'The port has no free berth.').stack).toBe('Error: The port has no free berth.');
    expect(new Error('unexpected').stack).toContain(__filename);
  });
});
