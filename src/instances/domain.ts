import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { refusal } from './instance.refusals';

const HOST_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ADDRESS = /\.\d+$/;

/** A customer's own domain, in the one spelling that is compared: lower case, in ASCII (`xn--…`), without the dot at its end. */
export const domain = z
  .string()
  .trim()
  .max(253)
  .transform((given, context) => {
    const name = domainToASCII(given).replace(/\.$/, '');
    if (HOST_NAME.test(name) && !ADDRESS.test(name) && name.length <= 253) return name;
    context.addIssue(refusal('host-name'));
    return z.NEVER;
  })
  .meta({ example: 'erp.dupont.example', description: 'unique among instances that are not terminated' });
