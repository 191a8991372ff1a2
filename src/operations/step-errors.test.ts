import { conflict, DomainError } from '../common/errors';
import { outcomeOf, troubleOf } from './step-errors';

/** As errors of calls say it. */
function ofCall(outcome: string, passing: boolean): Error {
  return Object.assign(new Error('no'), { outcome, passing });
}

describe('a step that failed', () => {
  it.each([
    ['what a server refuses', ofCall('refused', false), 'refused'],
    ['what it refuses for now only', ofCall('refused', true), 'not-sent'],
    ['what never arrived', ofCall('not-sent', true), 'not-sent'],
    ['a lost answer', ofCall('lost', false), 'lost'],
    ['a refusal of ours', conflict('template-not-fit', 'It does not fit.'), 'refused'],
    ['anything else', new TypeError('x is not a function'), 'lost'],
    ['nothing', undefined, 'lost'],
  ])('that is %s', (_, error, outcome) => {
    expect(outcomeOf(error)).toBe(outcome);
  });

  it('tells people nothing that was not meant for them', () => {
    expect(troubleOf(new Error('password=hunter'))).toMatchObject({ code: 'internal' });
    expect(JSON.stringify(troubleOf(new Error('password=hunter')))).not.toContain('hunter');
    expect(troubleOf(new DomainError('conflict', 'not-fit', 'No.'))).toEqual({ code: 'not-fit', detail: 'No.' });
  });
});
