import createClient from 'openapi-fetch';
import { HttpError } from 'react-admin';
import { withRetry } from './retry';
import { mayWrite, noteAway, fetchWithin } from './connectivity';
import { AwayError, errorFrom } from './problem';
import type { components, paths } from './schema';
import { accessToken, forgetAccess, loggedInAgain } from './session';

export type Schemas = components['schemas'];
export type Server = Schemas['Server'];
export type Instance = Schemas['Instance'];
export type Channel = Schemas['Channel'];
export type Delivery = Schemas['Delivery'];
export type Operation = Schemas['Operation'];
export type OperationSummary = Schemas['OperationSummary'];
export type Incident = Schemas['IncidentRow'];
export type Silence = Schemas['Silence'];
export type Rule = Schemas['AlertRule'];
export type MaintenanceWindow = Schemas['MaintenanceWindow'];

const READ_WITHIN_MS = 15_000;
/** Some actions call an Odoo server before they answer. */
const WRITTEN_WITHIN_MS = 120_000;

const isEnded = (error: unknown) => error instanceof HttpError && error.status === 401;

/** Whether this page has had a session: without one the login page is the place to go. */
let opened = false;

/**
 * A good token; when the session has ended under somebody's hands, the one after they have logged in again.
 * @throws HttpError 401 when this page never had a session, AwayError when the server is away
 */
export async function sessionToken(): Promise<string> {
  try {
    return await accessToken();
  } catch (error) {
    if (!opened || !isEnded(error)) throw error;
    await loggedInAgain();
    return accessToken();
  }
}

const isRead = ({ method }: Request) => method === 'GET';

async function send(request: Request): Promise<Response> {
  const withToken = request.clone();
  withToken.headers.set('authorization', `Bearer ${await sessionToken()}`);
  opened = true;
  return fetchWithin(withToken, isRead(request) ? READ_WITHIN_MS : WRITTEN_WITHIN_MS);
}

async function authorized(request: Request): Promise<Response> {
  let response = await send(request);
  if (response.status === 401) {
    forgetAccess();
    response = await send(request);
  }
  if (response.ok) {
    noteAway(false);
    return response;
  }
  const error = await errorFrom(response);
  noteAway(error instanceof AwayError);
  throw error;
}

/** A read waits for a server that is away; a write is sent once, and not at all when it would be lost. */
async function call(request: Request): Promise<Response> {
  if (isRead(request)) return withRetry(() => authorized(request), request.signal);
  if (!(await mayWrite())) throw new AwayError('unsent');
  return authorized(request).catch((error: unknown) => {
    throw error instanceof AwayError ? new AwayError('uncertain') : error;
  });
}

/** Every call goes through here, by the types of openapi.json. Refusals are thrown. */
export const api = createClient<paths>({ fetch: call });

/** The page has logged out by will: the next one to come begins at the login page. */
export function closePage(): void {
  opened = false;
}

/** What an answer holds; refusals have been thrown before. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
