import type { TemplateView } from './template.schemas';
import type { TemplateRow } from './templates.queries';

/** What may be shown of a template. */
export function toTemplateView({ createdAt, updatedAt, servers, ...shown }: TemplateRow): TemplateView {
  return {
    ...shown,
    // Times inside of JSON come as PostgreSQL writes them.
    servers: servers.map(({ verifiedAt, ...place }) => ({
      ...place,
      verifiedAt: verifiedAt === null ? null : new Date(verifiedAt).toISOString(),
    })),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
