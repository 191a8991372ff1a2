import { z } from 'zod';
import { ROLES } from './ability';
import { password } from './users/user.schemas';

export const credentials = z
  .strictObject({
    email: z.string().trim().toLowerCase().min(1).max(254).meta({ example: 'admin@localhost' }),
    password: z.string().min(1).max(256).meta({ example: 'correct horse battery staple', format: 'password' }),
    cookie: z.boolean().optional().meta({
      description:
        'true: the refresh token comes in an HttpOnly cookie, out of reach of scripts, and not in the answer',
      example: false,
    }),
  })
  .meta({ id: 'Credentials' });
export type Credentials = z.output<typeof credentials>;

export const refreshRequest = z
  .strictObject({
    refreshToken: z.string().min(1).max(200).optional().meta({
      description: 'absent: the one in the cookie',
      example: '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b.…',
    }),
  })
  .meta({ id: 'RefreshRequest' });
export type RefreshRequest = z.output<typeof refreshRequest>;

export const logoutRequest = z
  .strictObject({
    everywhere: z
      .boolean()
      .optional()
      .meta({ description: 'true: every session of mine, this one too', example: true }),
  })
  .meta({ id: 'LogoutRequest' });
export type LogoutRequest = z.output<typeof logoutRequest>;

export const passwordChange = z
  .strictObject({
    currentPassword: z.string().min(1).max(256).meta({ example: 'the old one until now', format: 'password' }),
    newPassword: password,
  })
  .meta({ id: 'PasswordChange' });
export type PasswordChange = z.output<typeof passwordChange>;

export const tokenPair = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string().optional().meta({ description: 'absent when it came in a cookie' }),
    expiresIn: z.number().int().meta({ description: 'seconds the access token is good for', example: 900 }),
  })
  .meta({ id: 'TokenPair' });

export const me = z
  .object({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    rules: z
      .array(z.array(z.any()))
      .meta({ description: 'packed CASL rules; unpackRules of @casl/ability/extra reads them' }),
  })
  .meta({ id: 'Me' });
