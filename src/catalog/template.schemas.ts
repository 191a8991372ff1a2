import { z } from 'zod';
import { anyOf, listQuery, pageOf, yesNo } from '../common/pages';
import { line, name, prose } from '../common/written';
import { code } from './catalog.schemas';
import { TEMPLATE_SERVER_STATES } from './template.entity';
import { refusal } from './catalog.refusals';

const templateServer = z.strictObject({
  serverId: z.uuid().toLowerCase(),
  state: z.enum(TEMPLATE_SERVER_STATES).default('pending'),
});

const servers = z
  .array(templateServer)
  .max(1_000)
  .refine((list) => new Set(list.map(({ serverId }) => serverId)).size === list.length, refusal('each-server-once'))
  .meta({ description: 'where the template is, and whether it is ready there; the whole list' });

const facts = {
  name: name(200).meta({ example: 'Odoo 18 for retail' }),
  code: code.meta({ example: 'retail-18' }),
  templateDb: name(63).meta({ example: 'template_retail_18', description: 'the database that is copied' }),
  templateVersion: line(50).nullable().optional(),
  odooVersion: line(50).nullable().optional().meta({ example: '18.0' }),
  description: prose(5_000).nullable().optional(),
  isReady: z.boolean().optional(),
  servers: servers.optional(),
  sourceServerId: z.uuid().toLowerCase().nullable().optional().meta({ description: 'where it is made and kept' }),
};

export const newTemplate = z.strictObject(facts).meta({
  id: 'NewTemplate',
  example: { name: 'Odoo 18 for retail', code: 'retail-18', templateDb: 'template_retail_18', odooVersion: '18.0' },
});
export type NewTemplate = z.output<typeof newTemplate>;

export const templateEdit = z
  .strictObject({ ...facts, archived: z.boolean() })
  .partial()
  .meta({ id: 'TemplateEdit', example: { isReady: true } });
export type TemplateEdit = z.output<typeof templateEdit>;

export const templateLogin = z
  .strictObject({
    login: name(200).meta({ description: 'of the group system; a user of its own, not the administrator' }),
    password: z.string().min(1).max(1_000),
  })
  .meta({ id: 'TemplateLogin', example: { login: 'amiral-template', password: 'a long random one' } });

const TEMPLATE_SORTS = [
  'name',
  'code',
  'templateDb',
  'templateVersion',
  'odooVersion',
  'isReady',
  'createdAt',
  'updatedAt',
] as const;

export const templateQuery = listQuery(TEMPLATE_SORTS).extend({ archived: anyOf(yesNo), isReady: anyOf(yesNo) });
export type TemplateQuery = z.output<typeof templateQuery>;

export const templateShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    code: z.string(),
    templateDb: z.string(),
    templateVersion: z.string().nullable(),
    odooVersion: z.string().nullable(),
    description: z.string().nullable(),
    isReady: z.boolean(),
    archived: z.boolean(),
    servers: z.array(
      z.object({
        serverId: z.uuid(),
        state: z.enum(TEMPLATE_SERVER_STATES),
        publication: z.number().int().nullable().meta({ description: 'null: put there by hand' }),
        verifiedAt: z.iso.datetime().nullable(),
      }),
    ),
    sourceServerId: z.uuid().nullable(),
    publication: z.number().int().meta({ description: 'how often it was published' }),
    hasServiceLogin: z.boolean(),
    instanceCount: z.number().int().meta({ description: 'instances that refer to it, terminated ones too' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.number().int(),
  })
  .meta({ id: 'Template' });
export const templatePage = pageOf(templateShape).meta({ id: 'TemplatePage' });
export type TemplateView = z.output<typeof templateShape>;
