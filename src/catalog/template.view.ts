import type { TemplateView } from './template.schemas';
import type { TemplateRow } from './templates.queries';

/** What may be shown of a template. */
export function toTemplateView({ createdAt, updatedAt, ...shown }: TemplateRow): TemplateView {
  return { ...shown, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}
