import { type Audience, wants } from './matching';

const channel = (facts: Partial<Audience> = {}): Audience => ({
  id: 'c',
  kind: 'webhook',
  enabled: true,
  minSeverity: 'info',
  labels: {},
  escalation: false,
  ...facts,
});
const alert = (labels: Record<string, string> = {}) => ({ severity: 'warning' as const, labels });

describe('an alert', () => {
  it.each([
    ['info', true],
    ['warning', true],
    ['critical', false],
  ] as const)('that warns is told to a channel from %s on: %s', (minSeverity, meant) => {
    expect(wants(channel({ minSeverity }), 'firing', alert())).toBe(meant);
  });

  it('is told where all the labels that are asked for are on it', () => {
    const wanted = channel({ labels: { rack: '2', region: 'eu' } });
    expect(wants(wanted, 'firing', alert({ rack: '2' }))).toBe(false);
    expect(wants(wanted, 'firing', alert({ rack: '2', region: 'us' }))).toBe(false);
    expect(wants(wanted, 'firing', alert({ rack: '2', region: 'eu', more: 'x' }))).toBe(true);
    expect(wants(channel(), 'firing', alert())).toBe(true);
  });

  it('is not told where nobody wants to hear anything', () => {
    expect(wants(channel({ enabled: false }), 'firing', alert())).toBe(false);
  });

  it('is escalated only where escalations are wanted', () => {
    expect(wants(channel(), 'escalation', alert())).toBe(false);
    expect(wants(channel({ escalation: true }), 'escalation', alert())).toBe(true);
    expect(wants(channel({ escalation: true }), 'firing', alert())).toBe(true);
  });

  it.each([
    ['firing', true],
    ['repeat', false],
    ['escalation', false],
  ] as const)('is told to an Alertmanager as %s: %s', (kind, meant) => {
    expect(wants(channel({ kind: 'alertmanager', escalation: true }), kind, alert())).toBe(meant);
  });
});
