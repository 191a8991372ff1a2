import type { AxiosAdapter, AxiosRequestConfig, AxiosResponse, InternalAxiosRequestConfig } from 'axios' with {
  'resolution-mode': 'import',
};
import type { CertificateEnd } from './certificate-end';
import { TransportError } from './failures';
import { deadlineIn, type Transport, type TransportRequest } from './transport';

/** What the guarded transport takes besides axios's own settings. */
export interface GuardedSettings {
  /** PEM of a CA trusted besides the system's roots. */
  tlsCa?: string | null;
  /** Over the whole call, in ms of `performance.now()`; without it `timeout` counts from the start, 10 s by default. */
  deadline?: number;
  /** Whether the request may be sent twice without harm; by default true for GET and HEAD only. */
  repeatable?: boolean;
  /** Whether the status line decides and the body is left unread: `data` is empty then; by default false. */
  dropsBody?: boolean;
}

/** A request for `HttpService` whose instance has the guarded adapter. */
export type GuardedConfig = AxiosRequestConfig & GuardedSettings;

/** An answer through the guarded adapter. */
export type GuardedResponse = AxiosResponse<string> & {
  /** From connecting to the last byte, in ms. */
  ms: number;
  certificate: CertificateEnd | null;
};

const DEFAULT_TIMEOUT_MS = 10_000;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
/** The transport writes these itself. */
const ITS_OWN: ReadonlySet<string> = new Set([
  'host',
  'user-agent',
  'accept-encoding',
  'content-length',
  'connection',
  'transfer-encoding',
]);

/**
 * Lets axios call out through the guarded transport and nothing else. Proxies, redirects, cookies, streams and socket
 * paths of axios have no effect; `data` must be text or a Buffer by the time it comes here; answers are text.
 * @returns an adapter whose calls reject with TransportError, `http-status` when `validateStatus` refuses the status:
 *   unlike AxiosError it does not carry the request, which may hold a password
 */
export function guardedAdapter(transport: Transport): AxiosAdapter {
  return async (config: InternalAxiosRequestConfig & GuardedSettings): Promise<GuardedResponse> => {
    const url = new URL(config.url ?? '', config.baseURL);
    // Axios writes "no timeout" as 0; here there is always one.
    const { timeout = 0 } = config;
    const deadline = config.deadline ?? deadlineIn(timeout > 0 ? timeout : DEFAULT_TIMEOUT_MS);
    const addresses = await transport.resolve(url, deadline);
    const answer = await transport.request({ ...requestOf(config), url, addresses, deadline });
    if (config.validateStatus && !config.validateStatus(answer.status)) {
      throw new TransportError('http-status', `The server answered HTTP ${String(answer.status)}.`);
    }
    return {
      data: answer.body.toString('utf8'),
      status: answer.status,
      statusText: '',
      headers: answer.headers as Record<string, string>,
      config,
      ms: answer.ms,
      certificate: answer.certificate,
    };
  };
}

function requestOf(
  config: InternalAxiosRequestConfig & GuardedSettings,
): Omit<TransportRequest, 'url' | 'addresses' | 'deadline'> {
  const { maxContentLength = -1, repeatable, dropsBody } = config;
  return {
    method: methodOf(config.method),
    headers: headersOf(config),
    body: bodyOf(config.data),
    tlsCa: config.tlsCa ?? null,
    // Axios writes "no limit" as -1; the transport always has one.
    ...(maxContentLength >= 0 && { maxBytes: maxContentLength }),
    ...(repeatable !== undefined && { repeatable }),
    ...(dropsBody !== undefined && { dropsBody }),
  };
}

function methodOf(method = 'GET'): TransportRequest['method'] {
  const upper = method.toUpperCase();
  if (!METHODS.has(upper)) throw new TypeError(`The guarded transport has no method ${upper}.`);
  return upper as TransportRequest['method'];
}

function bodyOf(data: unknown): string | Buffer | null {
  if (data === undefined || data === null) return null;
  if (typeof data === 'string' || Buffer.isBuffer(data)) return data;
  throw new TypeError('The guarded transport sends text or a Buffer.');
}

function headersOf({ headers }: InternalAxiosRequestConfig): Record<string, string> {
  const all = Object.entries(headers.toJSON()).map(([name, value]): [string, string] => [name, String(value)]);
  return Object.fromEntries(all.filter(([name]) => !ITS_OWN.has(name.toLowerCase())));
}
