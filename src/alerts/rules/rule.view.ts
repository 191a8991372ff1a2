import { iso } from '../schemas';
import type { AlertRule } from './rule.entity';
import type { RuleView } from './rule.schemas';

export function toRuleView(rule: AlertRule): RuleView {
  return { ...rule, createdAt: iso(rule.createdAt), updatedAt: iso(rule.updatedAt) };
}
