import { type Stepwise, visit } from '../../common/stepwise';
import type { Alert } from '../alert.entity';
import { levelOf } from '../rules/rule-kinds';
import type { AlertRule } from '../rules/rule.entity';
import { carries } from '../../common/labels';
import type { Fact } from './situation';

/** A rule that holds now, of what, and how far. */
export interface Held {
  rule: AlertRule;
  fact: Fact;
  level: number;
}

type Keyed = Pick<Alert, 'ruleId' | 'serverId' | 'instanceId' | 'operationId'>;

/** What at most one alert is open of. */
export function keyOf({ ruleId, serverId, instanceId, operationId }: Keyed): string {
  return [ruleId, serverId, instanceId, operationId].map((id) => id ?? '').join(' ');
}

/** The rules that hold now, by `keyOf`. */
export function* holding(rules: readonly AlertRule[], facts: readonly Fact[]): Stepwise<Map<string, Held>> {
  const enabled = rules.filter((rule) => rule.enabled);
  const held = new Map<string, Held>();
  yield* visit(facts, (fact) => {
    for (const each of speaking(enabled, fact)) {
      held.set(keyOf({ ...fact, ruleId: each.rule.id }), each);
    }
  });
  return held;
}

/** A lost database makes a server critical; who has a rule for the one is not called for the other as well. */
function speaking(rules: readonly AlertRule[], fact: Fact): Held[] {
  const own = heldBy(rules, fact);
  if (own.length > 0 || fact.kind !== 'database-down') return own;
  return heldBy(rules, { ...fact, kind: 'server-critical' });
}

function heldBy(rules: readonly AlertRule[], fact: Fact): Held[] {
  return rules
    .filter((rule) => rule.kind === fact.kind && isAbout(rule, fact))
    .map((rule) => ({ rule, fact, level: levelOf(rule, fact) }))
    .filter(({ level }) => level > 0);
}

/** Whether a rule of its kind speaks of it. */
export function isAbout(rule: AlertRule, fact: Fact): boolean {
  if (fact.ruleId !== null) return fact.ruleId === rule.id;
  return fact.serverId === null || carries(fact.labels, rule.labels);
}
