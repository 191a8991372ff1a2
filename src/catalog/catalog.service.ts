import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { conflict, DomainError, type FieldError, fieldError } from '../common/errors';
import { refusal } from './catalog.refusals';

/** What the catalog offers to new instances. */
@Injectable()
export class CatalogService {
  /**
   * Makes sure that the plan and the template may be chosen, and that neither is deleted before the transaction ends.
   * @param chosen ids to look at; null or absent ones are not looked at
   * @throws DomainError 422 naming `planId` or `templateId` when it is unknown or archived
   */
  async checkOffered(tx: EntityManager, chosen: { planId?: string; templateId?: string | null }): Promise<void> {
    if (!chosen.planId && !chosen.templateId) return;
    const [found] = await tx.query<{ planId: boolean | null; templateId: boolean | null }[]>(
      `WITH plan AS (SELECT archived FROM plans WHERE id = $1 FOR KEY SHARE),
            template AS (SELECT archived FROM templates WHERE id = $2 FOR KEY SHARE)
       SELECT (SELECT archived FROM plan) AS "planId", (SELECT archived FROM template) AS "templateId"`,
      [chosen.planId ?? null, chosen.templateId ?? null],
    );
    const errors = [
      ...refusals('planId', chosen.planId, found?.planId),
      ...refusals('templateId', chosen.templateId, found?.templateId),
    ];
    if (errors.length > 0)
      throw new DomainError('invalid', 'invalid', 'Some fields are wrong; see errors.', { errors });
  }

  /** A database that others are copied from is nobody's own, on offer or archived. @throws DomainError 409 `database-is-a-template` */
  async refuseTemplateDatabase(tx: EntityManager, name: string): Promise<void> {
    const [template] = await tx.query<{ name: string }[]>('SELECT name FROM templates WHERE template_db = $1 LIMIT 1', [
      name,
    ]);
    if (!template) return;
    throw conflict('database-is-a-template', `"${name}" is the database of the template "${template.name}".`);
  }
}

function refusals(
  field: 'planId' | 'templateId',
  id: string | null | undefined,
  archived: boolean | null | undefined,
): FieldError[] {
  const noun = field === 'planId' ? 'plan' : 'template';
  if (!id || archived === false) return [];
  return [fieldError(field, archived ? refusal('archived', { noun }) : refusal('unknown-record', { noun }))];
}
