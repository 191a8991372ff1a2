import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Fleet } from './fleet';
import { HEALTHY, MODES, VERSIONS, type Behaviour } from './options';

/** The port through which a running fleet is switched: `POST /_simulator {"server": 3, "mode": "hanging"}`. */
export interface Control {
  /** Where to post, path included. */
  readonly url: string;
  stop(): Promise<void>;
}

const PATH = '/_simulator';
const MAX_BODY = 64 * 1024;
const NAMED: Partial<Record<string, readonly string[]>> = { mode: MODES, version: VERSIONS };

/**
 * Opens the control port on 127.0.0.1. `GET /_simulator` lists the servers; a post without `server` changes all of them.
 * @param port 0 for a free one
 */
export async function openControl(fleet: Fleet, port: number): Promise<Control> {
  const server = createServer((request, response) => {
    handle(fleet, request)
      .then((body) => {
        reply(response, 200, body);
      })
      .catch((error: unknown) => {
        reply(response, 400, { error: error instanceof Error ? error.message : String(error) });
      });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: opened } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(opened)}${PATH}`, stop: () => close(server) };
}

async function handle(fleet: Fleet, request: IncomingMessage): Promise<unknown> {
  if (request.url !== PATH) throw new Error(`The only address here is ${PATH}.`);
  if (request.method === 'POST') await change(fleet, JSON.parse(await read(request)));
  return {
    totals: fleet.totals(),
    servers: fleet.urls.map((url, server) => ({ server, url, ...state(fleet, server) })),
  };
}

function state(fleet: Fleet, index: number): object {
  const odoo = fleet.at(index);
  const { mode, version } = odoo.behaviour;
  return { mode, version, received: odoo.received, openNow: odoo.openNow, maxOpen: odoo.maxOpen };
}

async function change(fleet: Fleet, body: unknown): Promise<void> {
  if (typeof body !== 'object' || body === null) throw new Error('Send a JSON object.');
  const { server, ...rest } = body as Record<string, unknown>;
  const behaviour = checked(rest);
  if (server === undefined) await fleet.setAll(behaviour);
  else if (typeof server === 'number' && server in fleet.urls) await fleet.set(server, behaviour);
  else throw new Error(`server is a number from 0 to ${String(fleet.urls.length - 1)}.`);
}

/**
 * Members of a behaviour as they came from outside.
 * @throws Error naming the member that is unknown or of the wrong type
 */
export function checked(members: Readonly<Record<string, unknown>>): Partial<Behaviour> {
  for (const [name, value] of Object.entries(members)) {
    const named = NAMED[name];
    if (named !== undefined && !named.includes(value as string))
      throw new Error(`${name} is one of ${named.join(', ')}.`);
    if (!isOfKind(name, value)) throw new Error(`${name} is unknown or not of the right type.`);
  }
  return members;
}

function isOfKind(name: string, value: unknown): boolean {
  if (name === 'monoDb') return typeof value === 'string';
  if (Array.isArray(HEALTHY[name as keyof Behaviour]))
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return Object.hasOwn(HEALTHY, name) && typeof value === typeof HEALTHY[name as keyof Behaviour];
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    body += chunk.toString('utf8');
    if (body.length > MAX_BODY) throw new Error('The body is too long.');
  }
  return body;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
