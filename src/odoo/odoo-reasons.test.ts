import { TransportError } from '../outbound/failures';
import { AnswerError, describe as sentence, ODOO_REASONS, toOdooFailure } from './odoo-reasons';

describe('the reason of a failure at an Odoo', () => {
  it('has a different sentence each', () => {
    expect(new Set(ODOO_REASONS.map(sentence)).size).toBe(ODOO_REASONS.length);
  });

  it.each([new AnswerError('odoo-error', 'seen'), new TransportError('timeout')])('hands %s on as it is', (failure) => {
    expect(toOdooFailure(failure)).toBe(failure);
  });

  it('takes what is no answer for a call that did not get through', () => {
    expect(toOdooFailure(new TypeError('x is not a function')).reason).toBe('internal');
  });

  it('tells what was seen in one line that can be stored', () => {
    const { detail, message } = new AnswerError('odoo-error', 'a\u0000\r\nb');
    expect([detail, message]).toEqual(['a b', 'odoo-error: a b']);
    expect(new AnswerError('not-odoo').message).toBe(`not-odoo: ${sentence('not-odoo')}`);
  });
});
