import type { Mode } from './options';
import { jsonBody, type HttpRequest } from './request';
import { faultOf } from './rpc';
import { OdooFault } from './fault';
import type { Fault } from './failure';
import { callName } from './faults';
import { answerRoute, notFound } from './routes';
import type { SimulatedOdoo } from './simulated-odoo';
import { errorPage, html, json, redirect, type Answer } from './wire';

/** What a mode may do with the connection a request came over. */
export interface Line {
  /** Sends the answer whole. */
  send(answer: Answer): void;
  /** Sends the head, so many bytes of the body as it stands on the wire, and closes. */
  cut(answer: Answer, at: number): void;
  /** Sends one byte each `everyMs`. */
  drip(answer: Answer, everyMs: number): void;
  /** Says nothing until the server changes its behaviour, then plays the request again. */
  park(): void;
  /** Resets the connection. */
  reset(): void;
  /** Closes the connection without a byte. */
  close(): void;
  /** Does `action` when the answer is there, unless the client has gone. */
  when(answer: Promise<Answer>, action: (answer: Answer) => void): void;
  /** Does `action` after some milliseconds unless the client has gone. */
  later(ms: number, action: () => void): void;
}

type Content = (odoo: SimulatedOdoo, request: HttpRequest) => Answer | Promise<Answer>;
type Manner = (line: Line, odoo: SimulatedOdoo, request: HttpRequest) => void;

const SLOW_MS = 3_000;
const DRIP_MS = 1_000;
const HUGE = 'x'.repeat(2 * 1024 * 1024);

/** Modes that say something else than Odoo would. */
const CONTENTS: Partial<Record<Mode, Content>> = {
  'wrong-product': () => html(200, '<!DOCTYPE html>\n<html><head><title>Welcome to nginx!</title></head></html>\n'),
  'wrong-product-json': () => json({ name: 'another product', version: '1.2.3' }),
  redirect: (odoo, request) => (request.path === '/jsonrpc' ? redirect(303, '/web') : answerRoute(odoo, request)),
  'redirect-loop': (_, request) => redirect(302, request.target),
  'huge-body': () => json({ jsonrpc: '2.0', id: 1, result: HUGE }),
  'huge-body-chunked': () => ({ ...json({ jsonrpc: '2.0', id: 1, result: HUGE }), chunked: true }),
  'http-error': (odoo) => errorPage(odoo.behaviour.status, 'The server encountered an internal error.'),
  'error-200': (odoo, request) => faultOf(odoo, members(request), poolIsFull()),
  'malformed-json': () => ({ ...json(null), body: '{"jsonrpc": "2.0", "id": 1, "result": {"server_version": "16' }),
};

/** Modes that treat the connection otherwise than answering once. */
const MANNERS: Partial<Record<Mode, Manner>> = {
  hanging: park,
  'database-frozen': park,
  refusing: reset,
  reset,
  'empty-reply': (line) => {
    line.close();
  },
  truncated: (line, odoo, request) => {
    have(line, answerRoute(odoo, request), (answer) => {
      line.cut(answer, Math.floor(answer.body.length / 2));
    });
  },
  drip: (line, odoo, request) => {
    have(line, answerRoute(odoo, request), (answer) => {
      line.drip(answer, odoo.behaviour.delayMs || DRIP_MS);
    });
  },
};

/** Modes for which `delayMs` means something else than a wait before the answer, or nothing. */
const UNDELAYED: ReadonlySet<Mode> = new Set(['hanging', 'database-frozen', 'drip']);

/** Modes in which not even nonsense is answered. */
export function isSilent(mode: Mode): boolean {
  return mode === 'hanging' || mode === 'database-frozen';
}

/** Plays one request as the server's mode wants it. */
export function play(line: Line, odoo: SimulatedOdoo, request: HttpRequest): void {
  const act = prepare(line, odoo, request);
  const wait = waitOf(odoo);
  if (wait === 0) act();
  else line.later(wait, act);
}

function prepare(line: Line, odoo: SimulatedOdoo, request: HttpRequest): () => void {
  const { mode } = odoo.behaviour;
  const manner = MANNERS[mode];
  if (manner !== undefined) {
    return () => {
      manner(line, odoo, request);
    };
  }
  request.fault = odoo.faultOf(() => callName(request));
  const { fault } = request;
  if (fault !== undefined && isNeverAsked(fault)) {
    return () => {
      deliver(line, notFound(), fault);
    };
  }
  // The work is begun when the request comes, however late the answer: a client's timeout undoes nothing in Odoo either.
  const answer = (CONTENTS[mode] ?? answerRoute)(odoo, request);
  return () => {
    have(line, answer, (done) => {
      deliver(line, done, fault);
    });
  };
}

function have(line: Line, answer: Answer | Promise<Answer>, action: (answer: Answer) => void): void {
  if (answer instanceof Promise) line.when(answer, action);
  else action(answer);
}

/** Faults in which Odoo never sees the request. */
function isNeverAsked(fault: Fault): boolean {
  return (fault.kind === 'hang' || fault.kind === 'http') && fault.done !== true;
}

function deliver(line: Line, answer: Answer, fault: Fault | undefined): void {
  switch (fault?.kind) {
    case 'hang':
      return;
    case 'lost':
    case 'killed':
      line.close();
      return;
    case 'http':
      line.send(errorPage(fault.status, 'nginx'));
      return;
    case 'cut':
      line.cut(answer, fault.at);
      return;
    case 'delay':
      line.later(fault.ms, () => {
        line.send(answer);
      });
      return;
    default:
      line.send(answer);
  }
}

function waitOf(odoo: SimulatedOdoo): number {
  const { mode, delayMs } = odoo.behaviour;
  if (UNDELAYED.has(mode)) return 0;
  return delayMs || (mode === 'slow' ? SLOW_MS : 0);
}

function park(line: Line): void {
  line.park();
}

function reset(line: Line): void {
  line.reset();
}

function poolIsFull(): OdooFault {
  return new OdooFault('psycopg2.pool.PoolError', 'The Connection Pool Is Full');
}

function members(request: HttpRequest): Parameters<typeof faultOf>[1] {
  const body = jsonBody(request);
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Parameters<typeof faultOf>[1])
    : {};
}
