import { withPlainNames } from './label-names';

describe('labels for Prometheus', () => {
  it('keep a name that may stand there, and lose what may not', () => {
    expect(withPlainNames({ rack: '1', 'rack/row': '2', '2nd': '3' })).toEqual({ rack: '1', rack_row: '2', _2nd: '3' });
  });

  it('that would become one name stay as many as they were', () => {
    const labels = { 'a-b': 'dash', a_b: 'underscore', 'a.b': 'dot' };
    const named = withPlainNames(labels);
    expect(named['a_b']).toBe('underscore');
    expect(Object.values(named).sort()).toEqual(['dash', 'dot', 'underscore']);
    expect(Object.keys(named).every((name) => /^[a-zA-Z_]\w*$/.test(name))).toBe(true);
  });

  it('have the same names however they are ordered', () => {
    const labels = { 'x.y': '1', 'x/y': '2' };
    expect(withPlainNames({ 'x/y': '2', 'x.y': '1' })).toEqual(withPlainNames(labels));
    expect(Object.keys(withPlainNames(labels))).toHaveLength(2);
  });

  it('may begin with a digit where something stands before them', () => {
    expect(withPlainNames({ '2nd': '3' }, { prefix: 'label_' })).toEqual({ label_2nd: '3' });
  });

  it('give way to a name that means something else there', () => {
    const named = withPlainNames({ severity: 'mine' }, { taken: ['severity'] });
    expect(Object.entries(named)).toEqual([[expect.stringMatching(/^severity_[0-9a-f]{6}$/), 'mine']]);
  });
});
