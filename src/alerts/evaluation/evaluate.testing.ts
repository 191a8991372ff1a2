import type { Notice } from '../../channels/notice';
import type { Alert } from '../alert.entity';
import type { Audience } from '../../channels/matching';
import type { Incident } from '../incidents/incident.entity';
import type { AlertRule } from '../rules/rule.entity';
import { RULE_DEFAULTS, RULE_KINDS, type RuleKind } from '../rules/rule-kinds';
import { atOnce } from '../../common/stepwise';
import { evaluate } from './evaluate';
import { isIncident } from './incidents';
import type { Matcher } from './matcher';
import type { Addressed, Fact, Gone, Situation, Toggles, Verdict } from './situation';
import { Timings } from './timings';

const BEGIN = new Date('2027-01-01T00:00:00Z').getTime();

/** A rule of each kind, as it is by itself. */
export function builtIn(kind: RuleKind, changes: Partial<AlertRule> = {}): AlertRule {
  const at = new Date(BEGIN);
  const row = { id: kind, name: kind, kind, labels: {}, builtIn: true, version: 1, createdAt: at, updatedAt: at };
  return { ...row, ...RULE_DEFAULTS[kind], ...changes };
}

/** A channel that hears everything, unless it is said otherwise. */
export function channel(id: string, changes: Partial<Audience> = {}): Audience {
  return { id, kind: 'webhook', enabled: true, minSeverity: 'info', labels: {}, escalation: true, ...changes };
}

/** A small world in which time passes when it is told to, and every verdict comes true. */
export class World {
  now = new Date(BEGIN);
  leapMs = 0;
  rules = RULE_KINDS.map((kind) => builtIn(kind));
  facts = new Map<string, Fact>();
  quiet: Matcher[] = [];
  gone = new Map<string, Gone>();
  channels: Audience[] = [channel('all')];
  readonly timings = new Timings();
  readonly sent: Addressed[] = [];
  readonly incidents = new Map<string, Incident>();
  readonly alerts = new Map<string, Alert>();
  private readonly turns = new Map<string, { at: Date; bad: boolean }[]>();
  private made = 0;

  /** Something is bad from now on. */
  bad(kind: RuleKind, serverId: string | null = 's1', more: Partial<Fact> = {}): void {
    const fact: Fact = {
      kind,
      ruleId: null,
      serverId,
      serverName: serverId && `Server ${serverId}`,
      serverCode: serverId,
      labels: {},
      instanceId: null,
      operationId: null,
      value: null,
      total: null,
      detail: null,
      ...more,
    };
    this.facts.set(`${kind} ${serverId ?? ''}${fact.instanceId ?? ''}${fact.operationId ?? ''}`, fact);
    if (isIncident(kind)) this.turn(serverId, true);
  }

  /** It is over. */
  well(kind: RuleKind, serverId: string | null = 's1', of = ''): void {
    this.facts.delete(`${kind} ${serverId ?? ''}${of}`);
    // One that is bad in another way still is.
    const isStillBad = [...this.facts.values()].some((fact) => fact.serverId === serverId && isIncident(fact.kind));
    if (isIncident(kind) && !isStillBad) this.turn(serverId, false);
  }

  /** Looks at it all, and again at once: the second look must have nothing to add. */
  look(): Verdict {
    const verdict = this.judge();
    for (const incident of verdict.incidents) this.incidents.set(incident.id, incident);
    for (const alert of verdict.alerts) this.alerts.set(alert.id, alert);
    for (const id of verdict.dropped) this.alerts.delete(id);
    this.sent.push(...verdict.notices);
    return verdict;
  }

  judge(): Verdict {
    return atOnce(evaluate(this.situation()));
  }

  situation(): Situation {
    const frozen = [...this.facts.values()].filter(({ kind }) => kind === 'monitor-frozen');
    return {
      now: this.now,
      leapMs: this.leapMs,
      timings: this.timings,
      rules: this.rules,
      facts: frozen.length > 0 ? frozen : [...this.facts.values()],
      looked: new Set(frozen.length > 0 ? ['monitor-frozen' as const] : RULE_KINDS),
      alerts: [...this.alerts.values()].filter(({ settled }) => !settled),
      incidents: [...this.incidents.values()].filter(({ closedAt }) => !closedAt),
      toggles: this.toggles(),
      gone: this.gone,
      quiet: this.quiet,
      channels: this.channels,
      newId: () => `id-${String(++this.made)}`,
    };
  }

  /** Lets time pass and looks every `stepSeconds` of it. */
  pass(seconds: number, stepSeconds = 1): void {
    for (let passed = 0; passed < seconds; passed += stepSeconds) {
      this.now = new Date(this.now.getTime() + stepSeconds * 1000);
      this.look();
    }
  }

  get notices(): Notice[] {
    return this.sent.map(({ notice }) => notice);
  }

  /** What one channel was told so far, as "kind server,server". */
  heard(channelId: string): string[] {
    return this.sent
      .filter(({ to }) => to.includes(channelId))
      .map(({ notice: { kind, alerts } }) => `${kind} ${alerts.map(({ serverId }) => serverId ?? '').join()}`);
  }

  /** What was told so far, as "kind n: title". */
  told(): string[] {
    return this.notices.map(({ kind, alerts, title }) => `${kind} ${String(alerts.length)}: ${title}`);
  }

  open(): Incident[] {
    return [...this.incidents.values()].filter(({ closedAt }) => !closedAt);
  }

  acknowledge(): void {
    const by = { acknowledgedAt: this.now, acknowledgedBy: 'p', acknowledgedByName: 'Pat' };
    for (const [id, alert] of this.alerts) this.alerts.set(id, { ...alert, ...by });
    for (const [id, incident] of this.incidents) this.incidents.set(id, { ...incident, ...by });
  }

  private turn(serverId: string | null, bad: boolean): void {
    if (serverId === null) return;
    const turns = this.turns.get(serverId) ?? [];
    if ((turns.at(-1)?.bad ?? false) === bad) return;
    // No server turns twice at one moment.
    this.now = new Date(this.now.getTime() + 1);
    this.turns.set(serverId, [...turns, { at: this.now, bad }]);
  }

  private toggles(): Map<string, Toggles> {
    const from = this.now.getTime() - this.timings.flapWindowMs;
    const opened = new Map(this.open().map(({ serverId, openedAt }) => [serverId, openedAt]));
    const of = ([serverId, turns]: [string, { at: Date; bad: boolean }[]]): [string, Toggles] => {
      const since = opened.get(serverId) ?? new Date(from);
      return [
        serverId,
        {
          serverId,
          changes: turns.filter(({ at }) => at >= since).length,
          recent: turns.filter(({ at }) => at.getTime() > from).length,
          lastAt: turns.at(-1)?.at ?? null,
          badAt: turns.findLast(({ bad }) => bad)?.at ?? null,
        },
      ];
    };
    return new Map([...this.turns].map(of));
  }
}
