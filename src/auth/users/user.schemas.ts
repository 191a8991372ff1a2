import { z } from 'zod';
import { email as address } from '../../common/email';
import { anyOf, listQuery, pageOf, yesNo } from '../../common/pages';
import { name } from '../../common/written';
import { ROLES } from '../ability';

const email = address
  .or(z.literal('admin@localhost'))
  .transform((text) => text.toLowerCase())
  .meta({ example: 'lea@example.com' });

/** Long enough to resist guessing; NIST SP 800-63B asks for length, not for kinds of characters. */
export const password = z
  .string()
  .min(12, 'takes at least 12 characters')
  .max(256)
  .meta({ example: 'correct horse battery staple', format: 'password' });

const userName = name(200).meta({ example: 'Léa Martin' });
const role = z.enum(ROLES).meta({ example: 'manager' });

export const newUser = z
  .strictObject({
    email,
    name: userName,
    role,
    password: password.optional().describe('absent: nobody can log in as this user until one is set'),
    disabled: z.boolean().default(false),
  })
  .meta({ id: 'NewUser' });
export type NewUser = z.output<typeof newUser>;

export const userEdit = newUser
  .partial()
  .extend({ disabled: z.boolean().optional() })
  .meta({ id: 'UserEdit', example: { role: 'manager' } });
export type UserEdit = z.output<typeof userEdit>;

export const userQuery = listQuery(['email', 'name', 'role', 'createdAt']).extend({
  role: anyOf(role),
  disabled: anyOf(yesNo),
});
export type UserQuery = z.output<typeof userQuery>;

export const userShape = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role,
    disabled: z.boolean(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export const userPage = pageOf(userShape).meta({ id: 'UserPage' });
export type UserView = z.output<typeof userShape>;
