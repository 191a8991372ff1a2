import type { Role } from '../../src/auth/ability';

/** An answer as a test reads it. */
export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test asks for whatever the contract promises
  body: any;
  headers: Headers;
}

export interface CallOptions {
  as?: Role;
  /** Instead of `as`: this access token. */
  token?: string;
  /** A string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Paths below /api/v1, or from the root when they begin with two slashes. */
export function addressOf(url: string, path: string): string {
  return path.startsWith('//') ? url + path.slice(1) : `${url}/api/v1${path}`;
}

/** One request and its answer, read. */
export async function send(
  address: string,
  method: string,
  bearer: string | undefined,
  { body, headers }: CallOptions,
): Promise<Answer> {
  const given = body !== undefined;
  const response = await fetch(address, {
    method,
    headers: {
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...(given && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(given && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
}
