/** What a login gives. */
export interface Pair {
  accessToken: string;
  refreshToken: string;
}

/** The session an access token belongs to. */
export function sidOf(accessToken: string): string {
  const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { sid: string }).sid;
}
