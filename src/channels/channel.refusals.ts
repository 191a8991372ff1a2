import { refusalsWith } from '../common/refusals';

/** Says what is wrong with a field of channels. */
export const refusal = refusalsWith({
  'mail-host': 'takes the name or address of a mail server',
  'needs-username': 'is needed with a password',
  'receiver-address': 'takes an http or https address without credentials or fragment',
  'signing-secret': 'takes whsec_ and 24 to 64 random bytes in base64 (openssl rand -base64 32)',
});
