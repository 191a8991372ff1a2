import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { lockRow } from '../../auth/row-lock';
import { newId } from '../../common/clock';
import { conflict, invalid } from '../../common/errors';
import { changesBetween, Journal } from '../../journal/journal.service';
import { AlertRule } from './rule.entity';
import { ruleFact } from './rule.journal';
import { RULE_DEFAULTS, type RuleKind, type Threshold } from './rule-kinds';
import type { NewRule, RuleEdit } from './rule.schemas';
import { RulesQueries } from './rules.queries';

const EDITED = ['name', 'severity', 'holdSeconds', 'labels', 'threshold', 'opensIncident', 'enabled'] as const;

/** What is worth calling people for. */
@Injectable()
export class RulesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly queries: RulesQueries,
    private readonly journal: Journal,
  ) {}

  async create(actor: Actor, given: NewRule): Promise<AlertRule> {
    const facts = { ...RULE_DEFAULTS[given.kind], labels: {}, ...given };
    checkThreshold(given.kind, facts.threshold);
    return this.dataSource.transaction(async (tx) => {
      const rule = tx.create(AlertRule, { id: newId(), ...facts });
      await tx.insert(AlertRule, rule);
      await this.journal.write(
        tx,
        actor,
        ruleFact('create', rule, changesBetween<Partial<AlertRule>>({}, rule, EDITED)),
      );
      return this.queries.read(rule.id, tx);
    });
  }

  /** @param version the version the caller has seen (`If-Match`), or null to edit whatever is there */
  update(actor: Actor, id: string, version: number | null, edit: RuleEdit): Promise<AlertRule> {
    return this.change(actor, 'update', id, version, () => edit);
  }

  /** Back to what its kind is unless somebody says otherwise; its name and labels stay. */
  reset(actor: Actor, id: string, version: number | null): Promise<AlertRule> {
    return this.change(actor, 'reset', id, version, ({ kind }) => RULE_DEFAULTS[kind]);
  }

  async delete(actor: Actor, id: string, version: number | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const rule = await lockRow(tx, AlertRule, actor, { action: 'delete', id, version });
      if (rule.builtIn) throw conflict('rule-built-in', 'A built-in rule cannot be deleted; disable it instead.');
      await tx.delete(AlertRule, { id });
      await this.journal.write(tx, actor, ruleFact('delete', rule));
    });
  }

  private async change(
    actor: Actor,
    action: 'update' | 'reset',
    id: string,
    version: number | null,
    editOf: (rule: AlertRule) => Partial<AlertRule> | RuleEdit,
  ): Promise<AlertRule> {
    return this.dataSource.transaction(async (tx) => {
      const rule = await lockRow(tx, AlertRule, actor, { action, id, version });
      const before = { ...rule };
      Object.assign(rule, editOf(before));
      checkThreshold(rule.kind, rule.threshold);
      if (changesBetween<AlertRule>(before, rule, EDITED).length === 0) return before;
      rule.version++;
      await tx.save(rule);
      await this.journal.write(
        tx,
        actor,
        ruleFact(action, rule, changesBetween<Partial<AlertRule>>(before, rule, EDITED)),
      );
      return this.queries.read(id, tx);
    });
  }
}

const THRESHOLDS: Partial<Record<RuleKind, readonly string[]>> = {
  'certificate-ends': ['days'],
  capacity: ['percent'],
  'headroom-low': ['slots', 'percent'],
};

/** @throws DomainError 422 when the kind compares with something else */
function checkThreshold(kind: RuleKind, threshold: Threshold | null): void {
  const takes = THRESHOLDS[kind];
  const given = threshold === null ? null : Object.keys(threshold)[0];
  if (!takes && given !== null)
    throw invalid('threshold', `A rule of the kind ${kind} compares nothing: leave it out.`);
  if (takes && !takes.some((word) => word === given)) {
    throw invalid('threshold', `A rule of the kind ${kind} takes ${takes.join(' or ')}.`);
  }
}
