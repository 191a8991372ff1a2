import type { Channel } from './channel.entity';
import { isMeantFor } from './matching';
import type { Notice } from './notice';

type Wanted = Parameters<typeof isMeantFor>[0];
type Told = Parameters<typeof isMeantFor>[1];

const channel = (facts: Partial<Channel> = {}): Wanted => ({
  kind: 'webhook',
  minSeverity: 'info',
  labels: {},
  escalation: false,
  ...facts,
});
const notice = (facts: Partial<Told> = {}, ...labels: Record<string, string>[]): Told => ({
  kind: 'firing',
  severity: 'warning',
  alerts: labels.map((each) => ({ labels: each })) as Notice['alerts'],
  ...facts,
});

describe('a notice', () => {
  it.each([
    ['info', true],
    ['warning', true],
    ['critical', false],
  ] as const)('of a warning goes to a channel from %s on: %s', (minSeverity, meant) => {
    expect(isMeantFor(channel({ minSeverity }), notice())).toBe(meant);
  });

  it('goes where one of its alerts carries all the labels', () => {
    const wanted = channel({ labels: { rack: '2', region: 'eu' } });
    expect(isMeantFor(wanted, notice({}, { rack: '2' }, { region: 'eu' }))).toBe(false);
    expect(isMeantFor(wanted, notice({}, { rack: '1' }, { rack: '2', region: 'eu', more: 'x' }))).toBe(true);
    expect(isMeantFor(channel(), notice())).toBe(true);
  });

  it('goes only where escalations are wanted when it is one', () => {
    expect(isMeantFor(channel(), notice({ kind: 'escalation' }))).toBe(false);
    expect(isMeantFor(channel({ escalation: true }), notice({ kind: 'escalation' }))).toBe(true);
    expect(isMeantFor(channel({ escalation: true }), notice())).toBe(true);
  });

  it.each([
    ['firing', true],
    ['resolved', true],
    ['repeat', false],
    ['escalation', false],
  ] as const)('of the kind %s goes to an Alertmanager: %s', (kind, meant) => {
    expect(isMeantFor(channel({ kind: 'alertmanager', escalation: true }), notice({ kind }))).toBe(meant);
  });
});
