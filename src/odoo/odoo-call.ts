import { toTransportError } from '../outbound/failures';
import { type Answer, deadlineIn, type Transport } from '../outbound/transport';
import { byName, OdooCallError, refused, toCallError } from './odoo-call-error';
import { Conversation, type OdooTarget, overTransport } from './odoo-conversation';
import { isObject, parseJson, readError, rpcBody } from './odoo-wire';

/** How a call is to be made. */
export interface CallSettings {
  target: OdooTarget;
  /** One total deadline over all that the call takes, in ms. */
  timeoutMs: number;
  /** Breaks it off at once. */
  signal?: AbortSignal | undefined;
}

/** Whether a call only asks. What changes something is never sent twice by the transport. */
export type Does = 'reads' | 'changes';

const JSON_HEADERS = { 'Content-Type': 'application/json' } as const;
/** Lists of all logins of a large company are longer than anything that a probe reads. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Calls to one server under one deadline, one after the other. All of them reject with OdooCallError and nothing else. */
export class OdooCall {
  private readonly deadline: number;
  private readonly base: string;
  private addresses: readonly string[] | null = null;

  constructor(
    private readonly transport: Transport,
    private readonly settings: CallSettings,
  ) {
    this.deadline = deadlineIn(settings.timeoutMs);
    this.base = settings.target.url.replace(/\/$/, '');
  }

  /**
   * Calls `service.method(...args)` over `/jsonrpc`.
   * @returns the result; null of a method that returns None, which Odoo answers without one
   */
  async rpc(service: string, method: string, args: readonly unknown[], does: Does): Promise<unknown> {
    const answer = await this.post('/jsonrpc', rpcBody(service, method, args), {}, does);
    if (answer.status !== 200) throw wrongStatus(answer.status);
    const json = parseJson(textOf(answer));
    if (!isObject(json) || !('jsonrpc' in json)) throw badAnswer('It is not JSON-RPC.');
    if (!('error' in json)) return json.result ?? null;
    throw byName(readError(isObject(json.error) ? json.error.data : null).name, does === 'changes');
  }

  /**
   * Calls a method of a model over `/json/2`, which is there from 19 on.
   * @param key an API key
   */
  async json2(
    database: string,
    key: string,
    [model, method]: readonly [string, string],
    body: Readonly<Record<string, unknown>>,
    does: Does,
  ): Promise<unknown> {
    const headers = { Authorization: `bearer ${key}`, 'X-Odoo-Database': database };
    const answer = await this.post(`/json/2/${model}/${method}`, JSON.stringify(body), headers, does);
    const json = parseJson(textOf(answer));
    if (answer.status !== 200) {
      const { name } = readError(json);
      throw name === '' ? wrongStatus(answer.status) : byName(name, does === 'changes');
    }
    if (json === undefined) throw badAnswer('It is not JSON.');
    return json;
  }

  /**
   * The status of a page of a database: Odoo chooses the database by a first request, which it answers with a redirect and a cookie.
   * @param choice the query that names it
   */
  async pageStatus(path: string, choice: string): Promise<number> {
    const { status, headers } = await this.send('GET', `${path}?${choice}`, null, {}, 'reads');
    const cookie = headers['set-cookie']?.map((one) => one.replace(/;.*/s, '')).join('; ');
    if (status < 300 || status >= 400 || cookie === undefined) return status;
    return (await this.send('GET', path, null, { Cookie: cookie }, 'reads')).status;
  }

  /** Questions that may be asked twice, for those who ask several. They reject with TransportError: see `toCallError`. */
  async conversation(): Promise<Conversation> {
    const { target, signal } = this.settings;
    const send = overTransport(this.transport, target, await this.resolve(), this.deadline, signal);
    return new Conversation(target, send);
  }

  private post(path: string, json: string, headers: Readonly<Record<string, string>>, does: Does): Promise<Answer> {
    return this.send('POST', path, json, { ...JSON_HEADERS, ...headers }, does);
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    body: string | null,
    headers: Readonly<Record<string, string>>,
    does: Does,
  ): Promise<Answer> {
    const { target, signal } = this.settings;
    const addresses = await this.resolve();
    try {
      const answer = await this.transport.request({
        url: new URL(this.base + path),
        method,
        headers,
        body,
        addresses,
        tlsCa: target.tlsCa,
        deadline: this.deadline,
        maxBytes: MAX_BYTES,
        repeatable: does === 'reads',
        signal,
      });
      this.addresses = [answer.address];
      return answer;
    } catch (error) {
      throw toCallError(error, signal);
    }
  }

  private async resolve(): Promise<readonly string[]> {
    const { target, signal } = this.settings;
    try {
      this.addresses ??= await this.transport.resolve(new URL(target.url), this.deadline);
    } catch (error) {
      const failure = toTransportError(error);
      failure.sent = false;
      throw toCallError(failure, signal);
    }
    return this.addresses;
  }
}

function textOf({ body }: Answer): string {
  return body.toString('utf8');
}

/** Whoever stands before Odoo refuses with 3xx and 4xx before handing a request on, and answers 408 or 5xx when nothing came back. */
export function wrongStatus(status: number): OdooCallError {
  const seen = `It answered HTTP ${String(status)}.`;
  return status >= 300 && status < 500 && status !== 408 ? refused('not-served', seen) : badAnswer(seen);
}

export function badAnswer(seen: string): OdooCallError {
  return new OdooCallError('lost', 'bad-answer', seen);
}
