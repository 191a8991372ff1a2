import { locationOf, readHealth, readRpc, type Reply, rpcBody, type RpcAnswer } from './odoo-wire';
import { type Transport } from '../outbound/transport';

/** A server to speak to. */
export interface OdooTarget {
  /** The base address, for example `https://odoo.example.com` or `http://10.0.0.5:8069/prefix`. */
  url: string;
  /** PEM of a CA trusted besides the system's roots, or null. */
  tlsCa: string | null;
}

/** One request that only reads, so that it may be repeated; rejects with TransportError. */
export type Send = (method: 'GET' | 'POST', url: URL, json: string | null) => Promise<Reply>;

/** How a database check ended; `unknown` says that it could not be made. */
export type DatabaseState = 'up' | 'down' | 'unknown';

const JSON_HEADERS = { 'Content-Type': 'application/json' } as const;
const NO_HEADERS = {} as const;
const NO_SUCH_LOGIN = 'no-such-login';

/** Requests to one server, one after the other: a server of one worker is never asked two things at once. */
export class Conversation {
  private readonly base: string;

  constructor(
    target: OdooTarget,
    private readonly send: Send,
  ) {
    this.base = target.url.endsWith('/') ? target.url.slice(0, -1) : target.url;
  }

  get(path: string): Promise<Reply> {
    return this.send('GET', new URL(this.base + path), null);
  }

  post(path: string, json: string): Promise<Reply> {
    return this.send('POST', new URL(this.base + path), json);
  }

  /** Calls `service.method(...args)` over JSON-RPC, with the HTTP status beside the answer. */
  async rpc(service: string, method: string, args: readonly unknown[]): Promise<{ answer: RpcAnswer; status: number }> {
    const reply = await this.post('/jsonrpc', rpcBody(service, method, args));
    return { answer: readRpc(reply), status: reply.status };
  }

  /**
   * `db_exist`: whether Odoo's role can connect to the database now; it leaves a connection to it in Odoo's pool, but none to `postgres`.
   * Null when that could not be asked.
   */
  async databaseIsSeen(name: string): Promise<boolean | null> {
    const { answer } = await this.rpc('db', 'db_exist', [name]);
    return answer.kind === 'result' && typeof answer.value === 'boolean' ? answer.value : null;
  }

  /** `common.authenticate` with a login that nobody has: no password is hashed, so it costs no more than opening the database. */
  authenticate(database: string): Promise<{ answer: RpcAnswer; status: number }> {
    return this.rpc('common', 'authenticate', [database, NO_SUCH_LOGIN, 'x', {}]);
  }

  /** POST `/web/database/list`, which takes no password and changes nothing. */
  async webList(): Promise<RpcAnswer> {
    return readRpc(await this.post('/web/database/list', '{}'));
  }

  health(): Promise<Reply> {
    return this.get('/web/health?db_server_status=1');
  }

  /** The database as `/web/health` sees it; `unknown` where the version does not say. */
  async databaseByHealth(): Promise<DatabaseState> {
    return readHealth(await this.health())?.database ?? 'unknown';
  }
}

/**
 * Speaks straight over the transport: the probe's way.
 * @param addresses from `transport.resolve`; once one has answered, the rest of the conversation stays with it
 * @param deadline of the whole conversation, in ms of `performance.now()`
 * @param signal ends the request that is under way
 */
export function overTransport(
  transport: Transport,
  target: OdooTarget,
  addresses: readonly string[],
  deadline: number,
  signal?: AbortSignal,
): Send {
  let candidates = addresses;
  return async (method, url, json) => {
    const answer = await transport.request({
      url,
      method,
      headers: json === null ? NO_HEADERS : JSON_HEADERS,
      body: json,
      addresses: candidates,
      tlsCa: target.tlsCa,
      deadline,
      repeatable: true,
      signal,
    });
    candidates = [answer.address];
    return {
      status: answer.status,
      location: locationOf(answer.headers.location, url),
      text: answer.body.toString('utf8'),
      ms: answer.ms,
      certificate: answer.certificate,
    };
  };
}
