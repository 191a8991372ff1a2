import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Egress } from '../outbound/egress';
import { Conversation, overTransport } from './odoo-conversation';
import { type Known, NOTHING_KNOWN, probe, type ProbeOutcome } from './odoo-probe';
import { deadlineIn, Transport } from '../outbound/transport';

/** What stands at a path: a status and a body, or a body alone for 200; undefined is never answered. */
export type Page = string | { status: number; body: string; location?: string } | undefined;

/** Pages by path, and for `/jsonrpc` by RPC method, where an answer may depend on the arguments. */
export type Site = Record<string, Page | ((...args: unknown[]) => Page)>;

const VERSION =
  '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16.0", "server_version_info": [16, 0, 0, "final", 0, ""], "server_serie": "16.0", "protocol_version": 1}}';
export const versionOf = (major: number): string => VERSION.replaceAll('16', String(major));
export const webVersionOf = (major: number): string =>
  `{"version_info": [${String(major)}, 0, 0, "final", 0, ""], "version": "${String(major)}.0"}`;

export const HEALTH = '/web/health?db_server_status=1';
export const HEALTH_UP = '{"status": "pass", "db_server_status": true}';
export const HEALTH_DOWN = { status: 500, body: '{"status": "fail", "db_server_status": false}' };
export const HEALTH_SILENT = '{"status": "pass"}';
export const NOT_FOUND = { status: 404, body: '<!doctype html><title>404 Not Found</title>' };
export const FORBIDDEN = { status: 403, body: '<html><title>403 Forbidden</title></html>' };

export const result = (value: unknown): string => JSON.stringify({ jsonrpc: '2.0', id: 1, result: value });
export const error = (name: string, message = ''): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    error: { code: 200, message: 'Odoo Server Error', data: { name, message, debug: 'Traceback: /opt/odoo/secret' } },
  });
export const DENIED = error('odoo.exceptions.AccessDenied', 'Access Denied');
export const REFUSED = 'connection to server at "127.0.0.1", port 5432 failed: Connection refused';
export const PG_DOWN = error('psycopg2.OperationalError', `${REFUSED}\n\tIs the server running?`);

const transport = new Transport(new Egress([], []));
const servers: http.Server[] = [];

/** Ends every site; to be called after each test. */
export function closeSites(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

/** Serves a site; lists what was asked and how many requests were open at most. */
export async function serve(site: Site): Promise<{ url: string; asked: string[]; mostOpen: () => number }> {
  const asked: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const server = http.createServer((request, response) => {
    mostOpen = Math.max(mostOpen, ++open);
    response.on('close', () => open--);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const path = request.url ?? '';
      const { method = path, args = [] } = path.endsWith('/jsonrpc') ? paramsOf(body) : {};
      const what = path in site ? path : method;
      asked.push(what);
      const page = site[what];
      answer(response, typeof page === 'function' ? page(...args) : page);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked, mostOpen: () => mostOpen };
}

function paramsOf(body: string): { method?: string; args?: unknown[] } {
  return (JSON.parse(body) as { params?: { method?: string; args?: unknown[] } }).params ?? {};
}

function answer(response: http.ServerResponse, page: Page): void {
  if (page === undefined) return;
  const { status, body, location } = typeof page === 'object' ? page : { status: 200, body: page, location: undefined };
  response.writeHead(status, { Connection: 'close', ...(location !== undefined && { Location: location }) }).end(body);
}

/** A conversation with the server at an address. */
export function converse(url: string, timeoutMs = 5_000): Conversation {
  const target = { url, tlsCa: null };
  return new Conversation(target, overTransport(transport, target, ['127.0.0.1'], deadlineIn(timeoutMs)));
}

/** Probes an address. */
export function probeUrl(url: string, known: Known = NOTHING_KNOWN, timeoutMs = 5_000): Promise<ProbeOutcome> {
  return probe(transport, { url, tlsCa: null }, deadlineIn(timeoutMs), known);
}

/** Serves a site and probes it: what was found, and what was asked for it. */
export async function probeSite(
  site: Site,
  known: Partial<Known> = {},
  timeoutMs = 5_000,
): Promise<ProbeOutcome & { asked: string[] }> {
  const { url, asked } = await serve(site);
  return { ...(await probeUrl(url, { ...NOTHING_KNOWN, ...known }, timeoutMs)), asked };
}
